package dev.agentgateway.config.kinds.configmap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain values. Those of `binaryData` are base64.
public record ConfigMap(
    Map<String, String> data, Map<String, String> binaryData, @Nullable Boolean immutable) {}
