package dev.agentgateway.schema.read;

import dev.agentgateway.schema.shape.Shape;

/// What a shape is called in a message.
final class Nouns {

  private Nouns() {}

  static String of(Shape shape) {
    return switch (shape) {
      case Shape.Flag() -> "true or false";
      case Shape.Whole _ -> "a whole number";
      case Shape.Decimal() -> "a number";
      case Shape.Text() -> "a text";
      case Shape.Span() -> "a duration such as 30s or 1m30s";
      case Shape.Moment() -> "a time such as 2026-01-31T12:00:00Z";
      case Shape.WholeOrText() -> "a whole number or a text";
      case Shape.Choice choice -> Words.expected(choice.byText().keySet());
      case Shape.Free() -> "a value";
      case Shape.Listing _ -> "a list";
      case Shape.Mapping _, Shape.Struct _, Shape.Family _ -> "an object";
    };
  }
}
