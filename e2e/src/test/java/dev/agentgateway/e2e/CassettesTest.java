package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What coding agents asked when they were recorded is answered as it was then, whoever answers.
///
/// `clients/agents` records; there the agents themselves are tried.
final class CassettesTest {

  private static final Path FOLDER = DocPage.ROOT.resolve("clients/agents/cassettes");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static ClientLab lab;

  /// @param name of the session and the place of the request in it
  record Exchange(String name, Vendor vendor, JsonNode recorded) {

    String target() {
      return recorded.path("path").stringValue();
    }

    boolean isMessages() {
      return target().startsWith("/v1/messages");
    }

    JsonNode answer() {
      return recorded.path("answer");
    }

    @Override
    public String toString() {
      return name + " " + vendor;
    }
  }

  @BeforeAll
  static void start() {
    lab = ClientLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  static Stream<Path> cassettes() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Exchange> exchanges() {
    return cassettes()
        .flatMap(file -> {
          List<Exchange> exchanges = new ArrayList<>();
          int number = 0;
          for (JsonNode recorded : MAPPER.readTree(file.toFile())) {
            number++;
            String name = FOLDER.relativize(file) + " " + number;
            for (Vendor vendor : Vendor.values()) {
              exchanges.add(new Exchange(name, vendor, recorded));
            }
          }
          return exchanges.stream();
        });
  }

  @Test
  void eachAgentHasASessionWithATool() {
    assertThat(cassettes().map(file -> FOLDER.relativize(file).toString()))
        .contains("claude-code/fake-tools.json", "opencode/fake-tools-openai-compatible.json");
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aRequestIsAnsweredAsItWas(Exchange exchange) {
    RawResponse answer = send(exchange);
    assertThat(answer.status())
        .as(answer.text())
        .isEqualTo(exchange.recorded().path("status").intValue());
    if (answer.status() == 200) {
      assertStreamed(exchange, answer);
    } else {
      assertThat(answer.json().path("error").path("message").stringValue("")).isNotBlank();
      if (exchange.isMessages()) {
        assertThat(answer.json().path("error").path("type"))
            .isEqualTo(exchange.answer().path("error"));
      }
    }
  }

  private static RawResponse send(Exchange exchange) {
    String base = lab.url(exchange.vendor());
    String prefix = base.substring(base.indexOf('/', "http://".length()));
    List<String> headers = new ArrayList<>();
    exchange
        .recorded()
        .path("headers")
        .forEachEntry((name, value) -> headers.addAll(List.of(name, value.stringValue())));
    return RawClient.post(
        lab.gateway().port(),
        prefix + exchange.target(),
        exchange.recorded().path("body").toString(),
        headers.toArray(String[]::new));
  }

  private static void assertStreamed(Exchange exchange, RawResponse answer) {
    assertThat(answer.isComplete()).isTrue();
    Set<String> types = new LinkedHashSet<>();
    String ends = "";
    for (SseEvent event : answer.events()) {
      if (event.isDone()) {
        continue;
      }
      JsonNode json = MAPPER.readTree(event.data());
      types.add(json.path(exchange.isMessages() ? "type" : "object").stringValue("?"));
      JsonNode reason =
          exchange.isMessages()
              ? json.path("delta").path("stop_reason")
              : json.path("choices").path(0).path("finish_reason");
      ends = reason.stringValue(ends);
    }
    types.remove("ping");
    Set<String> recorded = new LinkedHashSet<>();
    exchange.answer().path("events").forEach(type -> recorded.add(type.stringValue()));
    recorded.remove("ping");
    assertThat(types).containsExactlyElementsOf(recorded);
    assertThat(ends).isEqualTo(exchange.answer().path("ends").stringValue(""));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void whatTheSameDialectCarriesIsNotTouched(Exchange exchange) {
    boolean isSame = exchange.isMessages() == (exchange.vendor() == Vendor.ANTHROPIC);
    if (!isSame) {
      return;
    }
    send(exchange);
    Received received = lab.latest(exchange.vendor());
    JsonNode headers = exchange.recorded().path("headers");
    assertThat(received.json()).isEqualTo(exchange.recorded().path("body"));
    for (String name : List.of("anthropic-beta", "anthropic-version", "user-agent", "x-app")) {
      assertThat(received.headers().first(name)).isEqualTo(headers.path(name).stringValue(null));
    }
  }
}
