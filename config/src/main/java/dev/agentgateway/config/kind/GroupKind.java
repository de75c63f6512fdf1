package dev.agentgateway.config.kind;

/// @param group empty for the core group
public record GroupKind(String group, String kind) {

  /// `group "x" kind "y"`, as conditions say it.
  @Override
  public String toString() {
    return "group \"%s\" kind \"%s\"".formatted(group, kind);
  }
}
