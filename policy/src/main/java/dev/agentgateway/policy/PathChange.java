package dev.agentgateway.policy;

import org.jspecify.annotations.Nullable;

/// What becomes of a request's path.
public sealed interface PathChange {

  /// The path after the change; begins with `/`.
  String on(String path);

  record Keep() implements PathChange {

    @Override
    public String on(String path) {
      return path;
    }
  }

  record Full(String path) implements PathChange {

    @Override
    public String on(String before) {
      return path;
    }
  }

  /// Replaces whole segments.
  ///
  /// @param prefix without a trailing `/`: empty for the root
  /// @param by without a trailing `/`: empty for the root
  record Prefix(String prefix, String by) implements PathChange {

    @Override
    public String on(String path) {
      if (!path.startsWith(prefix)
          || (path.length() > prefix.length() && path.charAt(prefix.length()) != '/')) {
        return path;
      }
      String changed = by + path.substring(prefix.length());
      return changed.isEmpty() ? "/" : changed;
    }
  }

  /// @throws PolicyException when the modifier says nothing, or no path
  static PathChange compile(@Nullable PathModifier modifier, Site site) {
    if (modifier == null) {
      return new Keep();
    }
    return switch (modifier.type()) {
      case "ReplaceFullPath" ->
          new Full(rooted(checked("path.replaceFullPath", modifier.replaceFullPath())));
      case "ReplacePrefixMatch" -> {
        String by = checked("path.replacePrefixMatch", modifier.replacePrefixMatch());
        yield new Prefix(withoutSlash(site.pathPrefix()), withoutSlash(by));
      }
      default ->
          throw new PolicyException(
              "path.type",
              "path.type: %s (expected: ReplaceFullPath or ReplacePrefixMatch)"
                  .formatted(modifier.type()));
    };
  }

  private static String checked(String field, @Nullable String path) {
    if (path == null) {
      throw new PolicyException(field, field + ": nothing (expected: a path)");
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
        throw new PolicyException(
            field,
            "%s: %s holds the character U+%04X (expected: a path in ASCII, without a query)"
                .formatted(field, path, (int) c));
      }
    }
    return path;
  }

  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String withoutSlash(String path) {
    String rooted = rooted(path);
    return rooted.endsWith("/") ? rooted.substring(0, rooted.length() - 1) : rooted;
  }
}
