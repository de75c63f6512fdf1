package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import org.jspecify.annotations.Nullable;

/// One resource as it was written.
///
/// @param namespace null when none is written
/// @param at where the resource begins
public record Document(
    Node.Fields root,
    String apiVersion,
    String kind,
    @Nullable String namespace,
    String name,
    Position at) {}
