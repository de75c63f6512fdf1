package dev.agentgateway.config.kind;

import org.jspecify.annotations.Nullable;

/// Something that was referred to, or why it could not be had.
///
/// @param value null when it could not be had
/// @param cause empty when it could
public record Resolved<T>(@Nullable T value, String cause) {

  public static <T> Resolved<T> of(T value) {
    return new Resolved<>(value, "");
  }

  public static <T> Resolved<T> broken(String cause) {
    return new Resolved<>(null, cause);
  }
}
