package dev.agentgateway.snapshot;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions that must all hold. Header names in lower case.
///
/// @param method null for any
public record Match(Path path, @Nullable String method, List<Field> headers, List<Field> query) {

  public static final Match ANY = new Match(new Path.Prefix("/"), null, List.of(), List.of());

  public Match {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /// What the path must be.
  public sealed interface Path {

    record Exact(String value) implements Path {}

    /// Whole segments; without a trailing `/` but for the root.
    record Prefix(String value) implements Path {}

    /// The whole path.
    record Regex(Pattern pattern) implements Path {}
  }

  /// @param pattern null when `value` must be equal
  public record Field(String name, String value, @Nullable Pattern pattern) {}
}
