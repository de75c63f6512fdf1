package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.workload.Image;
import org.jspecify.annotations.Nullable;

/// The name of an image, in its parts.
///
/// @param registry empty for the cluster's usual one
/// @param digest empty for none; else it counts instead of the tag
record ImageName(String registry, String repository, String tag, String digest) {

  static ImageName parse(String name) {
    int at = name.indexOf('@');
    String digest = at < 0 ? "" : name.substring(at + 1);
    String rest = at < 0 ? name : name.substring(0, at);
    int colon = rest.lastIndexOf(':');
    boolean hasTag = colon > rest.lastIndexOf('/');
    String tag = hasTag ? rest.substring(colon + 1) : "";
    String path = hasTag ? rest.substring(0, colon) : rest;
    int slash = path.indexOf('/');
    String first = slash < 0 ? "" : path.substring(0, slash);
    boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    return isHost
        ? new ImageName(first, path.substring(slash + 1), tag, digest)
        : new ImageName("", path, tag, digest);
  }

  /// A tag that is asked for replaces the digest that was.
  ImageName with(@Nullable Image image) {
    return image == null
        ? this
        : new ImageName(
            or(image.registry(), registry),
            or(image.repository(), repository),
            or(image.tag(), tag),
            or(image.digest(), image.tag() == null ? digest : ""));
  }

  String written() {
    String path = registry.isEmpty() ? repository : registry + "/" + repository;
    if (!digest.isEmpty()) {
      return path + "@" + digest;
    }
    return tag.isEmpty() ? path : path + ":" + tag;
  }

  private static String or(@Nullable String asked, String otherwise) {
    return asked == null ? otherwise : asked;
  }
}
