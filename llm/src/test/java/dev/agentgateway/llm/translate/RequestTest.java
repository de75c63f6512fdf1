package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.UpstreamCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of `requests/`: a client's request, and what the provider of the other format gets.
///
/// ```
/// ## title
/// completions | messages, then {fields of the client's body besides one message of the user}
/// > {fields of the provider's body that must be so}, null for one that must not be
/// ! dropped, dropped          or    ? refused field | words in the message
/// ```
class RequestTest {

  record Case(String title, String client, String body, String expected, String dropped) {

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    try (var files = Files.list(Path.of("src", "test", "requests"))) {
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
    StringBuilder body = new StringBuilder(lines[1].substring(client.length() + 1));
    StringBuilder expected = new StringBuilder();
    String dropped = "";
    for (String line : List.of(lines).subList(2, lines.length)) {
      if (line.startsWith("! ") || line.startsWith("? ")) {
        dropped = line;
      } else if (line.startsWith("> ") || !expected.isEmpty()) {
        expected.append(line.startsWith("> ") ? line.substring(2) : line);
      } else {
        body.append(line);
      }
    }
    return new Case(lines[0].strip(), client, body.toString(), expected.toString(), dropped);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aRequestBecomesWhatItsFileSays(Case given) {
    boolean isMessages = given.client().equals("messages");
    RouteType type = isMessages ? RouteType.MESSAGES : RouteType.COMPLETIONS;
    String provider = isMessages ? "openai" : "anthropic";
    String body = whole(given.body(), isMessages);
    if (given.dropped().startsWith("? ")) {
      refused(given, type, body, provider);
      return;
    }

    UpstreamCall call = sent(type, body, provider);

    json(given.expected())
        .forEachEntry((name, value) -> {
          if (value.isNull()) {
            assertThat(json(call.body()).has(name)).describedAs(name).isFalse();
          } else {
            assertThat(json(call.body()).get(name)).describedAs(name).isEqualTo(value);
          }
        });
    assertThat(String.join(", ", call.dropped()))
        .isEqualTo(given.dropped().isEmpty() ? "" : given.dropped().substring(2));
    if (!given.dropped().isEmpty()) {
      Prepared strict =
          Trials.read(type, Trials.JSON, body)
              .prepare(Trials.upstream(provider), Trials.fidelity(Fidelity.STRICT));
      assertThat(strict).isInstanceOf(Prepared.Answer.class);
    }
  }

  private static void refused(Case given, RouteType type, String body, String provider) {
    String[] expected = given.dropped().substring(2).split(" \\| ", -1);
    Reply reply =
        ((Prepared.Answer)
                Trials.read(type, Trials.JSON, body)
                    .prepare(Trials.upstream(provider), ChatSettings.NONE))
            .reply();
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply.body()).at("/error/type").asString(""))
        .isEqualTo("invalid_request_error");
    assertThat(json(reply.body()).at("/error/message").asString(""))
        .contains(expected[0])
        .contains(expected[1]);
    if (type == RouteType.COMPLETIONS) {
      assertThat(json(reply.body()).at("/error/param").asString("")).isEqualTo(expected[0]);
    }
  }

  private static String whole(String body, boolean isMessages) {
    StringBuilder whole = new StringBuilder(body.strip());
    whole.setLength(whole.length() - 1);
    String comma = whole.length() > 1 ? "," : "";
    if (!body.contains("\"messages\"")) {
      whole.append(comma).append("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]");
      comma = ",";
    }
    if (!body.contains("\"model\"")) {
      whole.append(comma).append("\"model\":\"fake-any\"");
      comma = ",";
    }
    if (isMessages && !body.contains("\"max_tokens\"")) {
      whole.append(comma).append("\"max_tokens\":1000");
    }
    return whole.append('}').toString();
  }
}
