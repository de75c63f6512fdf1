package dev.agentgateway.kubernetes.api;

import java.util.List;
import java.util.regex.Pattern;

/// What an API server answered. Its body may hold secrets.
///
/// @param warnings that it sent along, without their code and quotes
public record Answer(int status, String body, List<String> warnings) {

  private static final Pattern WARNING = Pattern.compile("299 \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

  public Answer {
    warnings = List.copyOf(warnings);
  }

  /// @param headers of the kind `warning`
  static Answer of(int status, String body, List<String> headers) {
    return new Answer(
        status,
        body,
        headers.stream()
            .flatMap(header -> WARNING.matcher(header).results())
            .map(found -> found.group(1).replaceAll("\\\\(.)", "$1"))
            .toList());
  }

  public boolean isDone() {
    return status >= 200 && status < 300;
  }

  public boolean isMissing() {
    return status == 404;
  }

  @Override
  public String toString() {
    return "Answer[status=" + status + "]";
  }
}
