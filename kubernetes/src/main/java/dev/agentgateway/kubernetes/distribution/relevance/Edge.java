package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;

/// Whoever gets the first gets the second.
record Edge(ResourceKey from, ResourceKey to) {}
