package dev.agentgateway.app.zero;

import dev.agentgateway.llm.fake.FakeModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The start without files, as resources: what an operator could have written.
///
/// @param port of the one Gateway
/// @param ollama its address, null when there is none
record ZeroResources(int port, List<Key> keys, @Nullable String ollama) {

  private static final String HEAD =
      """
      # What agentgateway runs when it is started without files. Keep it, change it, and run it:
      #   agentgateway run --bind 127.0.0.1 -f FILE
      # Keys stay in the environment: $NAME stands for a variable.
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        name: agentgateway
      spec:
        gatewayClassName: agentgateway
        listeners:
        - name: http
          protocol: HTTP
          port: PORT
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: models
      spec:
        parentRefs:
        - name: agentgateway
        rules:
        - name: models
          matches:
          - path: {type: Exact, value: /v1/chat/completions}
          - path: {type: Exact, value: /v1/messages}
          - path: {type: Exact, value: /v1/messages/count_tokens}
          - path: {type: Exact, value: /v1/models}
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayModel, name: "*"}
        - name: alive
          matches:
          - path: {type: Exact, value: /}
            method: HEAD
      ---
      # Clients ask HEAD / to see whether somebody is there.
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata:
        name: alive
      spec:
        targetRefs:
        - {group: gateway.networking.k8s.io, kind: HTTPRoute, name: models, sectionName: alive}
        traffic:
          directResponse:
            status: 200
      """;

  ZeroResources {
    keys = List.copyOf(keys);
  }

  /// All of it, in the order in which a reader wants it: ways in, keys, models that cost, fakes.
  String yaml() {
    StringBuilder yaml = new StringBuilder(HEAD.replace("PORT", String.valueOf(port)));
    for (Key key : keys) {
      yaml.append(secret(key));
      for (String pattern : key.patterns()) {
        yaml.append(model(name(pattern), pattern, provider(key)));
      }
    }
    if (ollama != null) {
      String provider = "  provider: Ollama\n  baseURL: \"%s\"\n".formatted(ollama);
      yaml.append(model("ollama", "ollama/*", provider));
    }
    for (FakeModels.Row row : FakeModels.ALL) {
      yaml.append(model(row.name(), row.name(), "  provider: Fake\n"));
    }
    yaml.append("---\n# Fake models take arguments after their names: fake-429-5.\n");
    yaml.append(model("fake", "fake-*", "  provider: Fake\n").substring("---\n".length()));
    return yaml.toString();
  }

  private static String secret(Key key) {
    return """
    ---
    apiVersion: v1
    kind: Secret
    metadata:
      name: %s
    stringData:
      Authorization: $%s
    """
        .formatted(key.vendor().label(), key.variable());
  }

  private static String provider(Key key) {
    List<String> lines = new ArrayList<>();
    lines.add("provider: " + key.vendor().provider());
    String baseUrl = baseUrl(key);
    if (baseUrl != null) {
      lines.add("baseURL: \"" + baseUrl + "\"");
    }
    lines.add("policies:");
    lines.add("  auth:");
    lines.add("    secretRef: {name: %s}".formatted(key.vendor().label()));
    if (key.isBearer()) {
      lines.add("    location: {header: {name: Authorization, prefix: \"Bearer \"}}");
    }
    return "  " + String.join("\n  ", lines) + "\n";
  }

  /// Anthropic's variable names what stands before `/v1`, and people write that too; OpenAI's ends
  /// with it.
  private static @Nullable String baseUrl(Key key) {
    String written = key.baseUrl();
    if (written == null) {
      return null;
    }
    String bare = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    boolean isBefore = key.vendor().equals(Key.Vendor.ANTHROPIC) && !bare.endsWith("/v1");
    return isBefore ? bare + "/v1" : bare;
  }

  private static String model(String name, String pattern, String provider) {
    String match = pattern.equals(name) ? "" : "  match: {model: \"%s\"}\n".formatted(pattern);
    return """
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayModel
    metadata:
      name: %s
    spec:
      parentRefs: [{name: agentgateway}]
    """
            .formatted(name)
        + match
        + provider;
  }

  /// `claude*` is no name of a resource, `claude` is; `anthropic/*` is named `anthropic`.
  private static String name(String pattern) {
    String bare = pattern.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
    return bare.endsWith("-") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
