package dev.agentgateway.schema.read;

import dev.agentgateway.schema.MemberTable;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Reading;
import dev.agentgateway.schema.shape.RecordShape;
import dev.agentgateway.schema.shape.Shapes;

/// What a document must look like to become a record, and the way from one to the other.
public final class RecordSchema<C extends Record> {

  private final Class<C> type;
  private final RecordShape shape;

  private RecordSchema(Class<C> type, RecordShape shape) {
    this.type = type;
    this.shape = shape;
  }

  /// @throws IllegalArgumentException when the record has components that no document can hold
  public static <C extends Record> RecordSchema<C> of(Class<C> type, MemberTable table) {
    return of(type, new Shapes(table));
  }

  /// Like [#of(Class, MemberTable)], sharing what was read of other records.
  public static <C extends Record> RecordSchema<C> of(Class<C> type, Shapes shapes) {
    return new RecordSchema<>(type, shapes.of(type));
  }

  /// Reads as an API server does.
  public Reading<C> read(Node node) {
    return read(node, Mode.STRICT, "");
  }

  public Reading<C> read(Node node, Mode mode) {
    return read(node, mode, "");
  }

  /// @param path where the node stands in its resource: `spec`
  public Reading<C> read(Node node, Mode mode, String path) {
    Faults faults = new Faults(mode);
    Object value = new Walk(faults).read(shape, node, path);
    return new Reading<>(faults.hasErrors() ? null : type.cast(value), faults.list());
  }

  public RecordShape shape() {
    return shape;
  }
}
