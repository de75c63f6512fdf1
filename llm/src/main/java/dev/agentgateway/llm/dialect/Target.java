package dev.agentgateway.llm.dialect;

import dev.agentgateway.llm.ThinkingReplay;
import dev.agentgateway.llm.names.ToolNames;
import dev.agentgateway.llm.rules.ModelRules;
import org.jspecify.annotations.Nullable;

/// For whom a request is written.
///
/// @param provider its name
/// @param apiVersion version that will be asked of it, where it has versions
/// @param thinkingReplay how it takes back what its model thought
/// @param names tool names as this target takes them
public record Target(
    String provider,
    ModelRules rules,
    @Nullable String apiVersion,
    ToolNames names,
    ThinkingReplay thinkingReplay) {}
