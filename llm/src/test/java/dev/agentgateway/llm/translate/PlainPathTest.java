package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.EVENTS;
import static dev.agentgateway.llm.translate.Trials.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is passed or carried across unread is what reading it would have given. A stream that comes
/// a byte at a time is read in full, as no piece of it holds a whole event.
final class PlainPathTest {

  private static final List<String> TEXTS =
      List.of(
          "Once ",
          "upon",
          " a",
          " time",
          "",
          "é",
          " 世界",
          "𝄞",
          "a \\\"quote\\\"",
          "\\n",
          "\\u00e9",
          "content",
          "text_delta",
          "[DONE]",
          "{}",
          " ",
          "x".repeat(300),
          "</p>",
          "same",
          "same",
          "same");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # client   | provider
          COMPLETIONS | openai
          COMPLETIONS | anthropic
          MESSAGES    | openai
          MESSAGES    | anthropic
          """)
  void aStreamReadWholeIsTheStreamReadByteByByte(RouteType client, String provider) {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      byte[] whole =
          (provider.equals("openai") ? completions(random) : messages(random)).getBytes(UTF_8);
      // One that is cut has its usage estimated from what came.
      byte[] upstream = Arrays.copyOf(whole, round % 2 == 0 ? whole.length : whole.length * 2 / 3);
      String slow = relayed(client, provider, upstream, 1);
      assertThat(relayed(client, provider, upstream, upstream.length)).isEqualTo(slow);
      assertThat(relayed(client, provider, upstream, 700)).isEqualTo(slow);
      assertThat(relayed(client, provider, upstream, 1 + random.nextInt(4000))).isEqualTo(slow);
    }
  }

  private static String relayed(RouteType client, String provider, byte[] upstream, int piece) {
    StreamReply stream =
        sent(
            client,
            """
            {"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"hi"}]}\
            """,
            provider)
            .stream(200, EVENTS);
    // A last LF whose CR went before it ends nothing and is left out.
    String lines = Trials.stream(stream, upstream, piece).replaceAll("\r\n?", "\n");
    return lines + stream.lastFacts();
  }

  private static String completions(Random random) {
    StringBuilder out = new StringBuilder();
    String end = random.nextInt(4) == 0 ? "\r\n\r\n" : "\n\n";
    boolean isPadded = random.nextBoolean();
    chunk(out, "\"role\":\"assistant\",\"content\":\"\"", isPadded, random, end);
    int tools = 0;
    for (int i = 0; i < 10 + random.nextInt(60); i++) {
      switch (random.nextInt(30)) {
        case 0 -> {
          chunk(
              out,
              "\"tool_calls\":[{\"index\":%d,\"id\":\"c%d\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"
                  .formatted(tools, tools),
              isPadded,
              random,
              end);
          tools++;
        }
        case 1 ->
            chunk(out, "\"reasoning_content\":\"" + text(random) + "\"", isPadded, random, end);
        case 2 -> out.append(": a comment").append(end);
        case 3 -> chunk(out, "\"refusal\":\"" + text(random) + "\"", isPadded, random, end);
        default -> chunk(out, "\"content\":\"" + text(random) + "\"", isPadded, random, end);
      }
    }
    return out.append(
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
        .append(end)
        .append(
            "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}")
        .append(end)
        .append("data: [DONE]")
        .append(end)
        .toString();
  }

  private static void chunk(
      StringBuilder out, String delta, boolean isPadded, Random random, String end) {
    out.append(
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{")
        .append(delta)
        .append("},\"finish_reason\":null}]")
        .append(isPadded ? ",\"obfuscation\":\"" + "x".repeat(random.nextInt(9)) + "\"}" : "}")
        .append(end);
  }

  private static String messages(Random random) {
    StringBuilder out = new StringBuilder();
    event(
        out,
        "message_start",
        "\"message\":{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}");
    int blocks = 1 + random.nextInt(4);
    for (int index = 0; index < blocks; index++) {
      String kind = List.of("text", "thinking", "text").get(random.nextInt(3));
      event(
          out,
          "content_block_start",
          "\"index\":%d,\"content_block\":{\"type\":\"%s\",\"%s\":\"\"}"
              .formatted(index, kind, kind));
      for (int i = 0; i < random.nextInt(30); i++) {
        event(
            out,
            "content_block_delta",
            "\"index\":%d,\"delta\":{\"type\":\"%s_delta\",\"%s\":\"%s\"}"
                .formatted(index, kind, kind, text(random)));
        if (random.nextInt(20) == 0) {
          event(out, "ping", "\"ok\":true");
        }
      }
      event(out, "content_block_stop", "\"index\":" + index);
    }
    event(
        out,
        "message_delta",
        "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":9}");
    event(out, "message_stop", "\"x\":1");
    return out.toString();
  }

  private static void event(StringBuilder out, String name, String fields) {
    out.append("event: ").append(name).append('\n');
    out.append("data: {\"type\":\"").append(name).append("\",").append(fields).append("}\n\n");
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
