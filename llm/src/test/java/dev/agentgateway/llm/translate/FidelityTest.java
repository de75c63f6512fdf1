package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.fidelity;
import static dev.agentgateway.llm.translate.Trials.read;
import static dev.agentgateway.llm.translate.Trials.text;
import static dev.agentgateway.llm.translate.Trials.upstream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.Dialects;
import dev.agentgateway.llm.dialects.FidelityPage;
import dev.agentgateway.llm.fidelity.FieldRule;
import dev.agentgateway.llm.fidelity.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FidelityTest {

  private static final Path PAGE = Path.of("..", "docs", "fidelity.md");

  @Test
  void thePageIsWhatTheProgramSays() throws IOException {
    String page = FidelityPage.page();
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      Files.writeString(PAGE, page, UTF_8);
    }

    assertThat(Files.readString(PAGE, UTF_8))
        .describedAs("docs/fidelity.md is stale: UPDATE_GOLDEN=1 writes it anew")
        .isEqualTo(page);
  }

  static List<Arguments> examples() {
    List<Arguments> examples = new ArrayList<>();
    for (Dialect dialect : Dialects.ALL) {
      for (FieldRule rule : dialect.requestFields().rules()) {
        if (!rule.example().isEmpty()) {
          examples.add(Arguments.of(dialect, rule));
        }
      }
    }
    return examples;
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("examples")
  void aFieldMeetsTheOutcomeThatItsTablePromises(Dialect dialect, FieldRule rule) {
    for (Fidelity fidelity : Fidelity.values()) {
      Prepared prepared = prepared(dialect, rule, fidelity);
      if (isRefused(rule.outcome(), fidelity)) {
        Reply reply = ((Prepared.Answer) prepared).reply();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(text(reply.body())).contains(rule.field()).contains("invalid_request_error");
      } else {
        UpstreamCall call = ((Prepared.Send) prepared).call();
        boolean isSignalled = rule.outcome() != Outcome.SILENT;
        assertThat(call.dropped()).isEqualTo(isSignalled ? List.of(rule.field()) : List.of());
        assertThat(Trials.json(call.body()).has(rule.field())).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fidelity.class)
  void anUnknownFieldIsDroppedAndSignalledOrRefusedWhenStrict(Fidelity fidelity) {
    for (Dialect dialect : Dialects.ALL) {
      Prepared prepared =
          prepared(dialect, new FieldRule("novelty", Outcome.DROPPED, "", "1"), fidelity);

      assertThat(prepared instanceof Prepared.Answer).isEqualTo(fidelity == Fidelity.STRICT);
    }
  }

  @Test
  void aClientThatSendsAnythingIsToldOfSomeOfIt() {
    StringBuilder fields = new StringBuilder("\"%s\":1".formatted("x".repeat(5000)));
    for (int i = 0; i < 1000; i++) {
      fields.append(",\"field%d\":1".formatted(i));
    }
    String body =
        "{\"model\":\"fake-any\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],%s}"
            .formatted(fields);
    Prepared prepared =
        read(RouteType.COMPLETIONS, JSON, body)
            .prepare(upstream("anthropic"), fidelity(Fidelity.STANDARD));

    assertThat(prepared)
        .isInstanceOfSatisfying(
            Prepared.Send.class,
            send ->
                assertThat(send.call().dropped())
                    .startsWith("x".repeat(100) + "...", "field0")
                    .endsWith("field30", "more")
                    .hasSize(33));
  }

  private static Prepared prepared(Dialect dialect, FieldRule rule, Fidelity fidelity) {
    boolean isMessages = dialect.name().equals("messages");
    String body =
        "{\"model\":\"fake-any\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":"
            + "\"hi\"}],\"%s\":%s}".formatted(rule.field(), rule.example());
    return read(isMessages ? RouteType.MESSAGES : RouteType.COMPLETIONS, JSON, body)
        .prepare(upstream(isMessages ? "openai" : "anthropic"), fidelity(fidelity));
  }

  private static boolean isRefused(Outcome outcome, Fidelity fidelity) {
    return switch (outcome) {
      case MAPPED, SILENT -> false;
      case DROPPED -> fidelity == Fidelity.STRICT;
      case CHOSEN -> fidelity != Fidelity.LENIENT;
      case REFUSED -> true;
    };
  }
}
