package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.EVENTS;
import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.fake.Fakes;
import dev.agentgateway.llm.sse.SseReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The files of `answers/`: what a provider answers, and what the client of the other format gets.
///
/// ```
/// ## title
/// completions | messages, then {fields of the client's body besides one message of the user}
/// < {a whole answer of the provider}       or, several of them,    ~ {an event of its stream}
/// > /pointer {what the client's answer holds there}, nothing for what must not be
/// ! dropped, dropped                       or    ? words of the error in its place
/// ```
///
/// Of a stream the answer is what a client puts together, every rule of its grammar checked.
class AnswerFilesTest {

  record Case(
      String title,
      String client,
      String body,
      List<String> upstream,
      boolean isStream,
      List<String> expected,
      String dropped) {

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    try (var files = Files.list(Path.of("src", "test", "answers"))) {
      for (Path file : files.sorted().toList()) {
        for (String block : Files.readString(file).split("(?m)^## ", -1)) {
          if (!block.isBlank()) {
            cases.add(Arguments.of(read(block)));
          }
        }
      }
    }
    return cases;
  }

  private static Case read(String block) {
    String[] lines = block.strip().split("\n", -1);
    String client = lines[1].substring(0, lines[1].indexOf(' '));
    List<String> upstream = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    boolean isStream = false;
    String dropped = "";
    for (String line : List.of(lines).subList(2, lines.length)) {
      String rest = line.substring(2);
      switch (line.charAt(0)) {
        case '<' -> upstream.add(rest);
        case '~' -> {
          upstream.add(rest);
          isStream = true;
        }
        case '>' -> expected.add(rest);
        case '!', '?' -> dropped = line;
        default -> throw new IllegalArgumentException(line);
      }
    }
    String body = lines[1].substring(client.length() + 1);
    return new Case(lines[0].strip(), client, body, upstream, isStream, expected, dropped);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void anAnswerBecomesWhatItsFileSays(Case given) {
    if (given.isStream()) {
      stream(given);
    } else {
      whole(given);
    }
  }

  private static void whole(Case given) {
    Reply reply = call(given).whole(200, JSON, given.upstream().getFirst().getBytes(UTF_8));

    if (given.dropped().startsWith("? ")) {
      assertThat(reply.status()).isEqualTo(502);
      assertThat(json(reply.body()).at("/error/message").asString(""))
          .contains(given.dropped().substring(2));
      return;
    }
    assertThat(reply.status()).isEqualTo(200);
    check(given, json(reply.body()), reply.facts().dropped());
  }

  private static void stream(Case given) {
    StringBuilder upstream = new StringBuilder();
    for (String event : given.upstream()) {
      if (!given.client().equals("messages")) {
        upstream.append("event: ").append(json(event).get("type").stringValue()).append('\n');
      }
      upstream.append("data: ").append(event).append("\n\n");
    }
    StreamReply reply = call(given).stream(200, EVENTS);

    String out = Trials.stream(reply, upstream.toString().getBytes(UTF_8), upstream.length());

    if (given.dropped().startsWith("? ")) {
      assertThat(out).contains("\"error\"").contains(given.dropped().substring(2));
      assertThat(out).doesNotContain("[DONE]").doesNotContain("message_stop");
      return;
    }
    var events = new SseReader().on(out.getBytes(UTF_8));
    JsonNode joined =
        given.client().equals("messages") ? Fakes.message(events) : Fakes.completion(events);
    check(given, joined, reply.facts().dropped());
  }

  private static void check(Case given, JsonNode answer, List<String> dropped) {
    for (String line : given.expected()) {
      int space = line.indexOf(' ');
      JsonNode found = answer.at(space < 0 ? line : line.substring(0, space));
      if (space < 0) {
        assertThat(found.isMissingNode()).describedAs(line).isTrue();
      } else {
        assertThat(found).describedAs(line).isEqualTo(json(line.substring(space + 1)));
      }
    }
    assertThat(String.join(", ", dropped))
        .isEqualTo(given.dropped().isEmpty() ? "" : given.dropped().substring(2));
  }

  private static UpstreamCall call(Case given) {
    boolean isMessages = given.client().equals("messages");
    String usual =
        "{\"model\":\"m\",\"max_tokens\":9,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]"
            .formatted(given.isStream());
    String more = given.body().strip();
    String rest = more.equals("{}") ? "}" : "," + more.substring(1);
    return sent(
        isMessages ? RouteType.MESSAGES : RouteType.COMPLETIONS,
        usual + rest,
        isMessages ? "openai" : "anthropic");
  }
}
