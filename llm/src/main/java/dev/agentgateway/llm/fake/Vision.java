package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeChat.FakePart;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeTurn;
import dev.agentgateway.llm.fake.chat.FakeModel.Arguments;
import dev.agentgateway.llm.fake.chat.FakePlan;
import java.util.ArrayList;
import java.util.List;

/// The model that looks at images, as far as their first bytes go.
final class Vision {

  private Vision() {}

  static FakePlan describe(FakeChat chat, Arguments args) {
    List<String> lines = new ArrayList<>();
    for (FakeTurn turn : chat.turns()) {
      for (FakePart part : turn.parts()) {
        if (part instanceof FakePart.Image image) {
          lines.add("Image %d: %s".formatted(lines.size() + 1, description(image)));
        }
      }
    }
    return Speaking.text(chat, lines.isEmpty() ? "There is no image." : String.join("\n", lines));
  }

  private static String description(FakePart.Image image) {
    if (image.bytes().length == 0) {
      return "by URL " + image.url();
    }
    String size = dimensions(image.bytes());
    return "%s, %d bytes%s"
        .formatted(image.mediaType(), image.bytes().length, size.isEmpty() ? "" : ", " + size);
  }

  private static String dimensions(byte[] bytes) {
    if (bytes.length >= 24 && bytes[0] == (byte) 0x89 && bytes[1] == 'P') {
      return "%dx%d".formatted(big(bytes, 16, 4), big(bytes, 20, 4));
    }
    if (bytes.length >= 10 && bytes[0] == 'G' && bytes[1] == 'I') {
      return "%dx%d".formatted(little(bytes, 6), little(bytes, 8));
    }
    return bytes.length >= 4 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8
        ? jpeg(bytes)
        : "";
  }

  /// Walks the segments of a JPEG to the one that holds its frame.
  private static String jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && bytes[at] == (byte) 0xff) {
      int marker = bytes[at + 1] & 0xff;
      boolean isFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (isFrame) {
        return "%dx%d".formatted(big(bytes, at + 7, 2), big(bytes, at + 5, 2));
      }
      at += 2 + big(bytes, at + 2, 2);
    }
    return "";
  }

  private static int big(byte[] bytes, int at, int length) {
    int value = 0;
    for (int i = at; i < at + length; i++) {
      value = (value << 8) + (bytes[i] & 0xff);
    }
    return value;
  }

  private static int little(byte[] bytes, int at) {
    return (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
  }
}
