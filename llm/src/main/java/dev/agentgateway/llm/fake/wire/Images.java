package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.llm.fake.chat.FakeChat.FakePart;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Images in requests of either format.
final class Images {

  private static final Set<String> TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private Images() {}

  static void check(JsonNode source, String path, List<String> problems) {
    switch (Fields.text(source, "type")) {
      case "base64" -> {
        String type = Fields.text(source, "media_type");
        byte[] bytes = decoded(Fields.text(source, "data"));
        if (!TYPES.contains(type)) {
          problems.add(
              path
                  + ".base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or"
                  + " 'image/webp'");
        } else if (bytes == null || bytes.length == 0) {
          problems.add(path + ".base64: invalid base64 data");
        } else if (!typeOf(bytes).equals(type)) {
          problems.add(
              ("%s.base64.data: The image was specified using the %s media type, but the image"
                      + " appears"
                      + " to be a %s image")
                  .formatted(path, type, typeOf(bytes)));
        }
      }
      case "url" -> {
        if (!Fields.text(source, "url").startsWith("https://")) {
          problems.add(path + ".url.url: Only HTTPS URLs are supported.");
        }
      }
      case "file" -> {
        // A file's id is taken as it is.
      }
      default -> problems.add(path + ": Input should be 'base64', 'url' or 'file'");
    }
  }

  /// An image block of the messages format that was checked.
  static FakePart.Image read(JsonNode source) {
    byte[] bytes = decoded(Fields.text(source, "data"));
    return new FakePart.Image(
        Fields.text(source, "media_type"),
        bytes == null ? new byte[0] : bytes,
        Fields.text(source, "url"));
  }

  /// An image by its URL, which may hold the data; null when that is malformed.
  static FakePart.@Nullable Image readUrl(String url) {
    if (!url.startsWith("data:")) {
      return url.startsWith("https://") || url.startsWith("http://")
          ? new FakePart.Image("", new byte[0], url)
          : null;
    }
    int comma = url.indexOf(";base64,");
    byte[] bytes = comma < 0 ? null : decoded(url.substring(comma + 8));
    if (bytes == null) {
      return null;
    }
    String type = url.substring(5, comma);
    return TYPES.contains(type) && typeOf(bytes).equals(type)
        ? new FakePart.Image(type, bytes, "")
        : null;
  }

  private static byte @Nullable [] decoded(String data) {
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String typeOf(byte[] bytes) {
    if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (startsWith(bytes, 0, 0xff, 0xd8)) {
      return "image/jpeg";
    }
    if (startsWith(bytes, 0, 'G', 'I', 'F')) {
      return "image/gif";
    }
    return startsWith(bytes, 8, 'W', 'E', 'B', 'P') ? "image/webp" : "unknown";
  }

  private static boolean startsWith(byte[] bytes, int at, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (bytes.length <= at + i || bytes[at + i] != (byte) prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
