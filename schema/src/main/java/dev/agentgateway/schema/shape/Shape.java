package dev.agentgateway.schema.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a value may look like.
public sealed interface Shape {

  /// True or false.
  record Flag() implements Shape {}

  /// A whole number of at most 32 or 64 bits.
  record Whole(int bits) implements Shape {

    public long min() {
      return bits == 32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    }

    public long max() {
      return bits == 32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }
  }

  /// Any number.
  record Decimal() implements Shape {}

  record Text() implements Shape {}

  /// A length of time such as `1m30s`.
  record Span() implements Shape {}

  /// A point in time as in RFC 3339.
  record Moment() implements Shape {}

  record WholeOrText() implements Shape {}

  /// One of several texts.
  ///
  /// @param byText what each text becomes: itself, or an enum's constant
  record Choice(Map<String, Object> byText) implements Shape {}

  /// Any JSON.
  record Free() implements Shape {}

  record Listing(Shape item) implements Shape {}

  record Mapping(Shape value) implements Shape {}

  record Struct(RecordShape record) implements Shape {}

  /// Fields that are members of a family. Members are looked at when they are asked for.
  ///
  /// @param types field → the record of its settings
  /// @param planned fields that are known and not acted on yet
  record Family(
      String name, Map<String, Class<? extends Record>> types, List<String> planned, Shapes shapes)
      implements Shape {

    /// All fields that may be written, those acted on first.
    public List<String> fields() {
      List<String> fields = new ArrayList<>(types.keySet());
      fields.addAll(planned);
      return fields;
    }

    public Optional<RecordShape> member(String field) {
      return Optional.ofNullable(types.get(field)).map(shapes::of);
    }

    public Map<String, RecordShape> members() {
      Map<String, RecordShape> members = new LinkedHashMap<>();
      types.forEach((field, type) -> members.put(field, shapes.of(type)));
      return members;
    }
  }
}
