package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakeModel;
import dev.agentgateway.llm.fake.chat.FakeModel.Arguments;
import dev.agentgateway.llm.fake.chat.FakePlan;
import dev.agentgateway.llm.fake.chat.FakePlan.Trouble;

/// Models that only fail.
final class Troubles {

  private static final int CONTEXT_TOKENS = 200_000;

  private Troubles() {}

  static FakeModel of(int status) {
    return (_, _) -> trouble(status);
  }

  private static Trouble trouble(int status) {
    return switch (status) {
      case 400 ->
          Trouble.of(400, "invalid_request_error", null, "A fake model refuses this request.");
      case 401 -> Trouble.of(401, "authentication_error", "invalid_api_key", "invalid x-api-key");
      case 403 ->
          Trouble.of(403, "permission_error", null, "Your API key may not use this fake model.");
      case 404 -> Trouble.of(404, "not_found_error", "model_not_found", "model: fake-404");
      case 408 -> Trouble.of(408, "timeout_error", null, "Request timeout");
      case 413 -> Trouble.of(413, "request_too_large", null, "Request exceeds the maximum size");
      case 503 -> Trouble.of(503, "overloaded_error", null, "Service unavailable");
      case 529 -> Trouble.of(529, "overloaded_error", null, "Overloaded");
      default -> Trouble.of(status, "api_error", null, "Internal server error");
    };
  }

  static FakePlan rateLimit(FakeChat chat, Arguments args) {
    return new Trouble(
        429,
        "rate_limit_error",
        "rate_limit_exceeded",
        null,
        "This request would exceed the rate limit of a fake model.",
        args.number(0, 1));
  }

  static FakePlan contextExceeded(FakeChat chat, Arguments args) {
    long tokens = CONTEXT_TOKENS + chat.promptTokens();
    if (chat.dialect() == FakeDialect.MESSAGES) {
      String message =
          "prompt is too long: %d tokens > %d maximum".formatted(tokens, CONTEXT_TOKENS);
      return Trouble.of(400, "invalid_request_error", null, message);
    }
    String message =
        ("This model's maximum context length is %d tokens. However, your messages resulted in %d"
                + " tokens. Please reduce the length of the messages.")
            .formatted(CONTEXT_TOKENS, tokens);
    return new Trouble(
        400, "invalid_request_error", "context_length_exceeded", "messages", message, 0);
  }

  static FakePlan flaky(FakeChat chat, Arguments args) {
    int every = Math.max(1, args.number(0, 2));
    return (args.count() + 1) % every == 0 ? trouble(503) : Talk.echo(chat, args);
  }

  static FakePlan html(FakeChat chat, Arguments args) {
    return new FakePlan.Page(
        "text/html; charset=utf-8",
        "<!doctype html><html><head><title>Sign in</title></head><body>A proxy's"
            + " page.</body></html>");
  }

  static FakePlan empty(FakeChat chat, Arguments args) {
    return new FakePlan.Page(chat.isStreamed() ? "text/event-stream" : "application/json", "");
  }

  static FakePlan silent(FakeChat chat, Arguments args) {
    return new FakePlan.Nothing();
  }
}
