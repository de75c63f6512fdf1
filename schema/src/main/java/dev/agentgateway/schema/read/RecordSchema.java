package dev.agentgateway.schema.read;

import dev.agentgateway.schema.MemberTable;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Reading;
import dev.agentgateway.schema.shape.RecordShape;
import dev.agentgateway.schema.shape.Shapes;

/// What a document must look like to become a record, and the way from one to the other.
public final class RecordSchema<C extends Record> {

  private final Class<C> type;
  private final Shapes shapes;

  private RecordSchema(Class<C> type, Shapes shapes) {
    this.type = type;
    this.shapes = shapes;
  }

  /// @throws IllegalArgumentException when the record has components that no document can hold
  public static <C extends Record> RecordSchema<C> of(Class<C> type, MemberTable table) {
    RecordSchema<C> schema = of(type, new Shapes(table));
    schema.shape();
    return schema;
  }

  /// Shares what was read of other records, and reads its own when it is first used: a program that
  /// knows many kinds starts faster.
  public static <C extends Record> RecordSchema<C> of(Class<C> type, Shapes shapes) {
    return new RecordSchema<>(type, shapes);
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
    Object value = new Walk(faults).read(shape(), node, path);
    return new Reading<>(faults.hasErrors() ? null : type.cast(value), faults.list());
  }

  public RecordShape shape() {
    return shapes.of(type);
  }
}
