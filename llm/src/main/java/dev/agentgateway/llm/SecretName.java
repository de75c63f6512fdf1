package dev.agentgateway.llm;

import dev.agentgateway.schema.Default;

/// Names a Secret of the resource's own namespace.
///
/// @param name of the Secret, which holds the key under `Authorization`
public record SecretName(@Default("\"\"") String name) {}
