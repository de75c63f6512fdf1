package dev.agentgateway.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names that expressions may use.
public enum Variable {
  /// The request as the policies before left it.
  REQUEST("request"),
  /// The response, once there is one.
  RESPONSE("response"),
  /// The client's end of the connection.
  SOURCE("source"),
  /// Our end of the connection.
  DESTINATION("destination"),
  /// Claims of a verified token.
  JWT("jwt"),
  /// What is known of a verified API key.
  API_KEY("apiKey"),
  /// The user of a verified password.
  BASIC_AUTH("basicAuth"),
  /// What is known of a chat.
  LLM("llm"),
  /// A chat's body as it came.
  LLM_REQUEST("llmRequest"),
  /// What is known of a call to a tool server.
  MCP("mcp"),
  /// The backend chosen.
  BACKEND("backend"),
  /// What an authorization service said.
  EXTAUTHZ("extauthz"),
  /// What an external processor said.
  EXTPROC("extproc"),
  /// What guardrails of tool servers said.
  MCP_GUARDRAILS("mcpGuardrails"),
  /// What transformations noted.
  METADATA("metadata"),
  /// The gateway itself.
  PROXY("proxy"),
  /// The gateway's surroundings.
  ENV("env");

  private final String written;

  Variable(String written) {
    this.written = written;
  }

  /// As expressions write it.
  public String written() {
    return written;
  }

  /// All the fields it can have; empty when they are open.
  List<String> fields() {
    return switch (this) {
      case REQUEST -> RequestView.FIELDS;
      case RESPONSE -> List.of("code", "headers");
      case SOURCE, DESTINATION -> List.of("address", "port");
      case JWT,
          API_KEY,
          BASIC_AUTH,
          LLM,
          LLM_REQUEST,
          MCP,
          BACKEND,
          EXTAUTHZ,
          EXTPROC,
          MCP_GUARDRAILS,
          METADATA,
          PROXY,
          ENV ->
          List.of();
    };
  }

  static @Nullable Variable named(String written) {
    for (Variable variable : values()) {
      if (variable.written.equals(written)) {
        return variable;
      }
    }
    return null;
  }
}
