package dev.agentgateway.schema.patch;

/// How a strategic merge patch treats one place of an object.
public interface Strategy {

  /// Of what stands below that field.
  Strategy field(String name);

  /// Of each item, where this is a list.
  Strategy items();

  /// Whether the items of a list are merged; else the list is replaced as a whole.
  boolean isMerged();

  /// The field by which items are the same; empty where they are plain values.
  String mergeKey();
}
