package dev.agentgateway.schema.read;

import org.jspecify.annotations.Nullable;

/// What became of a node.
///
/// @param value for the record; null when a fault stands in the way
/// @param plain the same for CEL: maps, lists, texts, numbers, with defaults filled in
record Found(@Nullable Object value, @Nullable Object plain) {

  static final Found NOTHING = new Found(null, null);

  static Found of(Object both) {
    return new Found(both, both);
  }
}
