package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.json;
import static dev.agentgateway.llm.translate.Trials.provider;
import static dev.agentgateway.llm.translate.Trials.read;
import static dev.agentgateway.llm.translate.Trials.text;
import static dev.agentgateway.llm.translate.Trials.upstream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.UpstreamCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paths, headers and credentials, and the operations besides chats.
class UpstreamRequestTest {

  private static final String BODY =
      "{\"model\":\"fake-any\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # type              | provider  | path          | prefix   | target
          COMPLETIONS           | openai    |               |          | /v1/chat/completions?beta=true
          COMPLETIONS           | anthropic |               |          | /v1/messages
          MESSAGES              | anthropic |               |          | /v1/messages?beta=true
          MESSAGES              | openai    |               |          | /v1/chat/completions
          MESSAGES              | anthropic | /a/v1/messages |         | /a/v1/messages
          COMPLETIONS           | openai    |               | /api/v2  | /api/v2/chat/completions?beta=true
          COMPLETIONS           | openai    |               | /api/v2/ | /api/v2/chat/completions?beta=true
          COMPLETIONS           | openai    |               | /        | /v1/chat/completions?beta=true
          COMPLETIONS           | openai    |               | api/v2   | /api/v2/chat/completions?beta=true
          COMPLETIONS           | openai    | own/chat      |          | /own/chat
          ANTHROPIC_TOKEN_COUNT | anthropic |               |          | /v1/messages/count_tokens?beta=true
          ANTHROPIC_TOKEN_COUNT | anthropic | /a/v1/messages |         | /a/v1/messages/count_tokens?beta=true
          MODELS                | openai    |               | /api     | /api/models?beta=true
          PASSTHROUGH           | openai    |               |          | /x?beta=true
          """)
  void theTargetIsTheProvidersOwn(
      RouteType type, String provider, String path, String prefix, String target) {
    Upstream upstream =
        new Upstream(
            provider,
            provider(provider),
            new ProviderSettings(null, null),
            path,
            prefix,
            new Credential.None(),
            ChatSettings.NONE);

    assertThat(call(type, Headers.NONE, upstream, ChatSettings.NONE).target()).isEqualTo(target);
  }

  @Test
  void aPassingPathBeginsAtTheSuffixItWasFoundBy() {
    ChatSettings settings =
        new ChatSettings(
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("/x", RouteType.PASSTHROUGH, "*", RouteType.PASSTHROUGH),
            Fidelity.STANDARD);
    Prepared prepared =
        read(RouteType.PASSTHROUGH, Headers.NONE, "raw").prepare(upstream("openai"), settings);

    assertThat(((Prepared.Send) prepared).call().target()).isEqualTo("/x?beta=true");
    assertThat(text(((Prepared.Send) prepared).call().body())).isEqualTo("raw");
  }

  private static final Headers CLIENT =
      Headers.of(
          "host",
          "g",
          "authorization",
          "Bearer c1",
          "cookie",
          "a=b",
          "accept-encoding",
          "gzip",
          "connection",
          "x-hop",
          "x-hop",
          "1",
          "user-agent",
          "cli",
          "x-app",
          "cli",
          "anthropic-beta",
          "b1,unknown-9",
          "anthropic-version",
          "2026-10-21",
          "openai-organization",
          "o",
          "content-length",
          "5",
          "content-type",
          "application/json",
          "sec-fetch-mode",
          "cors",
          "origin",
          "https://e.org",
          "x-stainless-lang",
          "js");

  @Test
  void headersOfTheSameDialectGoOnButForCredentials() {
    assertThat(call(RouteType.MESSAGES, CLIENT, upstream("anthropic"), ChatSettings.NONE).headers())
        .isEqualTo(
            Headers.of(
                "user-agent",
                "cli",
                "x-app",
                "cli",
                "anthropic-beta",
                "b1,unknown-9",
                "anthropic-version",
                "2026-10-21",
                "content-type",
                "application/json",
                "x-stainless-lang",
                "js",
                "accept-encoding",
                "identity",
                "x-api-key",
                "k1"));
  }

  @Test
  void headersOfAnotherDialectStayBehind() {
    assertThat(call(RouteType.MESSAGES, CLIENT, upstream("openai"), ChatSettings.NONE).headers())
        .isEqualTo(
            Headers.of(
                "user-agent",
                "cli",
                "x-app",
                "cli",
                "content-type",
                "application/json",
                "accept",
                "application/json",
                "accept-encoding",
                "identity",
                "authorization",
                "Bearer k1"));
    assertThat(
            call(RouteType.COMPLETIONS, CLIENT, upstream("anthropic"), ChatSettings.NONE)
                .headers()
                .first("anthropic-version"))
        .isEqualTo("2023-06-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # provider | credential  | header        | value
          anthropic  | k2          | x-api-key     | k2
          anthropic  | sk-ant-oat1 | authorization | Bearer sk-ant-oat1
          anthropic  | PASS        | x-api-key     | c1
          openai     | k2          | authorization | Bearer k2
          openai     | PASS        | authorization | Bearer c1
          """)
  void keysGoWhereTheProviderWantsThem(
      String provider, String credential, String header, String value) {
    Upstream upstream =
        new Upstream(
            provider,
            provider(provider),
            new ProviderSettings(null, "v9"),
            null,
            null,
            credential.equals("PASS")
                ? new Credential.Passthrough()
                : new Credential.Key(Secret.of(credential)),
            ChatSettings.NONE);
    Headers headers = call(RouteType.COMPLETIONS, CLIENT, upstream, ChatSettings.NONE).headers();

    assertThat(headers.all(header)).containsExactly(value);
    assertThat(headers.contains("authorization") && headers.contains("x-api-key")).isFalse();
    assertThat(headers.first("anthropic-version", "none"))
        .isEqualTo(provider.equals("anthropic") ? "v9" : "none");
  }

  @Test
  void aVersionWithoutSamplingTakesNone() {
    Upstream upstream = upstream("anthropic", new ProviderSettings(null, "2026-10-21"));
    Prepared prepared =
        read(
                RouteType.COMPLETIONS,
                Headers.NONE,
                BODY.replace("\"max_tokens\":9", "\"max_tokens\":9,\"temperature\":0.5"))
            .prepare(upstream, ChatSettings.NONE);
    UpstreamCall call = ((Prepared.Send) prepared).call();

    assertThat(call.dropped()).containsExactly("temperature");
    assertThat(json(call.body()).has("temperature")).isFalse();
  }

  @Test
  void tokensAreEstimatedWhereNobodyCounts() {
    Prepared prepared =
        read(RouteType.ANTHROPIC_TOKEN_COUNT, Headers.NONE, BODY)
            .prepare(upstream("openai"), ChatSettings.NONE);
    Reply reply = ((Prepared.Answer) prepared).reply();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(json(reply.body()).get("input_tokens").asInt(0)).isBetween(1, 20);
    assertThat(reply.headers().first("x-agentgateway-estimated")).isEqualTo("input_tokens");
  }

  @Test
  void listsOfModelsAreWrittenForTheClient() {
    byte[] openai =
        "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"created\":5}]}"
            .getBytes(UTF_8);
    UpstreamCall call =
        call(
            RouteType.MODELS,
            Headers.of("anthropic-version", "2023-06-01"),
            upstream("openai"),
            ChatSettings.NONE);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(json(call.whole(200, Headers.NONE, openai).body()))
        .isEqualTo(
            json(
                "{\"data\":[{\"type\":\"model\",\"id\":\"m\",\"display_name\":\"m\","
                    + "\"created_at\":\"1970-01-01T00:00:05Z\"}],\"first_id\":\"m\","
                    + "\"last_id\":\"m\",\"has_more\":false}"));

    byte[] anthropic =
        "{\"data\":[{\"type\":\"model\",\"id\":\"m\",\"created_at\":\"1970-01-01T00:00:05Z\"}]}"
            .getBytes(UTF_8);
    assertThat(
            json(
                call(RouteType.MODELS, Headers.NONE, upstream("anthropic"), ChatSettings.NONE)
                    .whole(200, Headers.NONE, anthropic)
                    .body()))
        .isEqualTo(
            json(
                "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\","
                    + "\"created\":5,\"owned_by\":\"\"}]}"));
  }

  private static UpstreamCall call(
      RouteType type, Headers headers, Upstream upstream, ChatSettings settings) {
    return ((Prepared.Send) read(type, headers, BODY).prepare(upstream, settings)).call();
  }
}
