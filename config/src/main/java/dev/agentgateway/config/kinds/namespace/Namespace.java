package dev.agentgateway.config.kinds.namespace;

import dev.agentgateway.schema.Open;

/// A namespace; only its labels matter here.
@Open
public record Namespace() {}
