package dev.agentgateway.llm;

/// What a path of an AI backend means, by the names that resources use (`policies.ai.routes`).
public enum RouteType {
  COMPLETIONS("Completions"),
  MESSAGES("Messages"),
  MODELS("Models"),
  PASSTHROUGH("Passthrough"),
  ANTHROPIC_TOKEN_COUNT("AnthropicTokenCount");

  private final String written;

  RouteType(String written) {
    this.written = written;
  }

  /// As resources write it.
  public String written() {
    return written;
  }
}
