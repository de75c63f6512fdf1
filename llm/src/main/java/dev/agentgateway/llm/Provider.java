package dev.agentgateway.llm;

import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service that answers chats: its address and credentials, and the dialects it speaks.
///
/// A member of the family `providers` is one folder and one line in `providers.Providers`.
public interface Provider {

  /// The field that selects it in resources, and its name in logs: `anthropic`, `openai`.
  String name();

  /// What resources of `agentgateway.dev` hold under `ai.provider.<name>`.
  Class<? extends Record> config();

  /// What resources of `gateway.kgateway.dev` hold under `ai.llm.<name>`.
  Class<? extends Record> legacyConfig();

  /// Reads either of the two.
  ProviderSettings settings(Record config);

  /// The credential inside a provider's own part of a resource, where that generation keeps it
  /// there.
  default @Nullable SingleAuthToken authToken(Record config) {
    return null;
  }

  /// Host used where resources name none.
  String host();

  /// Port used where resources name none; 443 is spoken to with TLS.
  default int port() {
    return 443;
  }

  /// Names of the dialects it speaks, the preferred one first. Members of the family `dialects`.
  List<String> dialects();

  /// Where it takes an operation in one of its dialects, or null when it has none there.
  @Nullable String path(Operation operation, String dialect);

  /// How it takes back what its model thought, in chat completions.
  default ThinkingReplay thinkingReplay() {
    return ThinkingReplay.NONE;
  }

  /// Sets a key as this provider wants it.
  void setKey(Headers.Builder headers, Secret key);

  /// Adds what this provider asks for besides: a version.
  default void complete(Headers.Builder headers, ProviderSettings own) {
    // nothing
  }
}
