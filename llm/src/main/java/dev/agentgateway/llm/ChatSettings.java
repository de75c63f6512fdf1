package dev.agentgateway.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
/// @param fidelity null where nobody says: [Fidelity#STANDARD]
public record ChatSettings(
    List<PromptMessage> prepend,
    List<PromptMessage> append,
    Map<String, JsonNode> defaults,
    Map<String, JsonNode> overrides,
    Map<String, String> modelAliases,
    Map<String, RouteType> routes,
    @Nullable Fidelity fidelity) {

  public static final ChatSettings NONE =
      new ChatSettings(List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), null);

  public ChatSettings {
    prepend = List.copyOf(prepend);
    append = List.copyOf(append);
    defaults = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    overrides = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    modelAliases = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(modelAliases));
    routes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(routes));
  }

  /// These settings with more specific ones over them: each field that the other sets replaces this
  /// one as a whole. Prompts are one field: whoever sets either side sets both.
  public ChatSettings merge(ChatSettings over) {
    boolean hasPrompt = !over.prepend.isEmpty() || !over.append.isEmpty();
    return new ChatSettings(
        hasPrompt ? over.prepend : prepend,
        hasPrompt ? over.append : append,
        over.defaults.isEmpty() ? defaults : over.defaults,
        over.overrides.isEmpty() ? overrides : over.overrides,
        over.modelAliases.isEmpty() ? modelAliases : over.modelAliases,
        over.routes.isEmpty() ? routes : over.routes,
        over.fidelity == null ? fidelity : over.fidelity);
  }

  public ChatSettings withPrompts(List<PromptMessage> before, List<PromptMessage> after) {
    return new ChatSettings(before, after, defaults, overrides, modelAliases, routes, fidelity);
  }

  public ChatSettings withDefaults(Map<String, JsonNode> changed) {
    return new ChatSettings(prepend, append, changed, overrides, modelAliases, routes, fidelity);
  }

  public ChatSettings withOverrides(Map<String, JsonNode> changed) {
    return new ChatSettings(prepend, append, defaults, changed, modelAliases, routes, fidelity);
  }

  public ChatSettings withModelAliases(Map<String, String> changed) {
    return new ChatSettings(prepend, append, defaults, overrides, changed, routes, fidelity);
  }

  public ChatSettings withRoutes(Map<String, RouteType> changed) {
    return new ChatSettings(prepend, append, defaults, overrides, modelAliases, changed, fidelity);
  }

  public ChatSettings withFidelity(Fidelity changed) {
    return new ChatSettings(prepend, append, defaults, overrides, modelAliases, routes, changed);
  }

  /// What happens to a field that the other format cannot carry, said or not.
  public Fidelity losses() {
    return fidelity == null ? Fidelity.STANDARD : fidelity;
  }

  /// @param role `system`, `user` or `assistant`
  public record PromptMessage(String role, String content) {}
}
