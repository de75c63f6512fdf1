package dev.agentgateway.llm;

/// A service that answers chats: its address and credentials, and the dialects it speaks.
///
/// A member of the family `providers` is one folder and one line in
/// [dev.agentgateway.llm.providers.Providers].
public interface Provider {

  /// The field that selects it in resources, and its name in logs: `anthropic`, `openai`.
  String name();

  /// What resources of `agentgateway.dev` hold under `ai.provider.<name>`.
  Class<? extends Record> config();

  /// What resources of `gateway.kgateway.dev` hold under `ai.llm.<name>`.
  Class<? extends Record> legacyConfig();

  /// Reads either of the two.
  ProviderSettings settings(Record config);

  /// Host used where resources name none.
  String host();

  /// Port used where resources name none; 443 is spoken to with TLS.
  default int port() {
    return 443;
  }
}
