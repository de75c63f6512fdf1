package dev.agentgateway.llm.fake.wire;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.chat.FakeDialect;

/// The headers that the real services send with every answer.
final class WireHeaders {

  private static final String RESET = "2026-01-01T00:01:00Z";

  private WireHeaders() {}

  static Headers of(FakeDialect dialect, String seed, String contentType) {
    return switch (dialect) {
      case MESSAGES ->
          Headers.of(
              "content-type", contentType,
              "request-id", MessagesAnswer.requestId(seed),
              "anthropic-organization-id", "00000000-0000-4000-8000-00000000fa4e",
              "anthropic-ratelimit-requests-limit", "1000",
              "anthropic-ratelimit-requests-remaining", "999",
              "anthropic-ratelimit-requests-reset", RESET,
              "anthropic-ratelimit-tokens-limit", "1000000",
              "anthropic-ratelimit-tokens-remaining", "999000",
              "anthropic-ratelimit-tokens-reset", RESET);
      case COMPLETIONS ->
          Headers.of(
              "content-type", contentType,
              "x-request-id", "req_" + seed.substring(0, 24),
              "openai-organization", "fake",
              "openai-processing-ms", "1",
              "openai-version", "2020-10-01",
              "x-ratelimit-limit-requests", "1000",
              "x-ratelimit-remaining-requests", "999",
              "x-ratelimit-reset-requests", "60ms",
              "x-ratelimit-limit-tokens", "1000000",
              "x-ratelimit-remaining-tokens", "999000",
              "x-ratelimit-reset-tokens", "1m0s");
    };
  }
}
