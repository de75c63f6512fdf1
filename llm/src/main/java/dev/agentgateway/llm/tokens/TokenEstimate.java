package dev.agentgateway.llm.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.agentgateway.llm.chat.Part;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// How many tokens something has, about: exact for OpenAI's text, near for others.
///
/// The tables of `o200k` are read at the first use. Work is bounded: past a limit the rest of a
/// text is taken to be like its beginning.
public final class TokenEstimate {

  /// Characters of one request that are really counted.
  public static final int COUNTED_CHARS_MAX = 256 << 10;

  /// What an image or a document costs, whatever its size: that of a large picture.
  public static final int MEDIA_TOKENS = 1_600;

  /// What surrounds a message, a tool or a block.
  private static final int FRAME_TOKENS = 3;

  /// Longest run given to the encoder at once; it is slow in long runs without a space.
  private static final int RUN_CHARS = 4 << 10;

  private long counted;
  private long countedChars;
  private long skippedChars;
  private long extra;

  private TokenEstimate() {}

  /// Tokens of a text.
  public static long text(String text) {
    TokenEstimate estimate = new TokenEstimate();
    estimate.add(text);
    return estimate.total();
  }

  /// Tokens of what a model answered.
  public static long answer(List<Part> parts) {
    StringBuilder words = new StringBuilder();
    for (Part part : parts) {
      words.append(
          switch (part) {
            case Part.Text(String text, _) -> text;
            case Part.Declined(String text) -> text;
            case Part.Thinking(String text, _) -> text;
            case Part.ToolCall call -> call.name() + call.arguments();
            case Part.Image _, Part.Document _, Part.Redacted _, Part.ToolResult _ -> "";
          });
    }
    return text(words.toString());
  }

  /// Tokens of a request's prompt in either dialect: its `system`, `messages` and `tools`. Media
  /// count as [#MEDIA_TOKENS] each.
  public static long prompt(JsonNode request) {
    TokenEstimate estimate = new TokenEstimate();
    for (String field : new String[] {"system", "messages", "tools", "functions"}) {
      JsonNode value = request.get(field);
      if (value != null) {
        estimate.walk(value);
      }
    }
    return Math.max(1, estimate.total());
  }

  private void walk(JsonNode node) {
    if (node.isString()) {
      add(node.stringValue());
    } else if (node.isArray()) {
      for (JsonNode item : node) {
        walk(item);
      }
    } else if (node.isObject()) {
      extra += FRAME_TOKENS;
      if (isMedia(node)) {
        extra += MEDIA_TOKENS;
        return;
      }
      node.forEachEntry((name, value) -> {
        if (value.isContainer() || value.isString()) {
          add(name);
        }
        walk(value);
      });
    } else {
      extra++;
    }
  }

  private static boolean isMedia(JsonNode node) {
    return switch (node.path("type").asString("")) {
      case "image", "image_url", "input_audio", "file", "redacted_thinking" -> true;
      case "document" -> !node.path("source").path("type").asString("").equals("text");
      default -> false;
    };
  }

  private void add(String text) {
    int take = (int) Math.min(text.length(), COUNTED_CHARS_MAX - countedChars);
    Encoding encoding = Tables.O200K;
    for (int at = 0; at < take; at += RUN_CHARS) {
      counted += encoding.countTokensOrdinary(text.substring(at, Math.min(at + RUN_CHARS, take)));
    }
    countedChars += take;
    skippedChars += text.length() - take;
  }

  private long total() {
    long rest = countedChars == 0 ? 0 : skippedChars * counted / countedChars;
    return counted + rest + extra;
  }

  /// Read when first asked for: a megabyte that not every gateway needs.
  private static final class Tables {
    static final Encoding O200K =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }
}
