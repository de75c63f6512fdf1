package dev.agentgateway.llm;

import dev.agentgateway.http.Secret;

/// What the gateway shows to a provider.
public sealed interface Credential {

  /// Nothing; what the client sent is taken off.
  record None() implements Credential {}

  /// A key of ours. A leading `Bearer ` was taken off.
  record Key(Secret value) implements Credential {}

  /// A key of ours in a header that a resource names.
  ///
  /// @param prefix what stands before the key: `Bearer `, or nothing
  record Header(String name, String prefix, Secret value) implements Credential {}

  /// What the client sent goes on.
  record Passthrough() implements Credential {}
}
