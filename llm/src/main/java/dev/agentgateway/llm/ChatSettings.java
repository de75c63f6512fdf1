package dev.agentgateway.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What resources say about the chats of a route or a backend, merged.
///
/// @param prepend messages put before the client's
/// @param append messages put after the client's
/// @param defaults top-level fields of the client's body that are set where absent
/// @param overrides top-level fields of the client's body that are set always
/// @param modelAliases model asked for → model used; a key may hold one `*`
/// @param routes path suffix → what it means, `*` for any; empty means every path is chat
///   completions
public record ChatSettings(
    List<PromptMessage> prepend,
    List<PromptMessage> append,
    Map<String, JsonNode> defaults,
    Map<String, JsonNode> overrides,
    Map<String, String> modelAliases,
    Map<String, RouteType> routes,
    Fidelity fidelity) {

  public static final ChatSettings NONE =
      new ChatSettings(
          List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Fidelity.STANDARD);

  public ChatSettings {
    prepend = List.copyOf(prepend);
    append = List.copyOf(append);
    defaults = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    overrides = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    modelAliases = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(modelAliases));
    routes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(routes));
  }

  /// @param role `system`, `user` or `assistant`
  public record PromptMessage(String role, String content) {}
}
