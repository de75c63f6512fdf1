package dev.agentgateway.app.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Manifests, good and bad.
final class Resources {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: g, labels: {app: one}, annotations: {note: "a text: with a colon"}}
      spec:
        gatewayClassName: agentgateway
        listeners:
        - {protocol: HTTP, port: 8080, name: http, allowedRoutes: {namespaces: {from: All}}}
      """;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: r}
      spec:
        parentRefs: [{name: g}]
        hostnames: [one.example.com, two.example.com]
        rules:
        - matches: [{path: {type: PathPrefix, value: /anthropic}}]
          backendRefs: [{name: anthropic, group: agentgateway.dev, kind: AgentgatewayBackend}]
      """;

  private static final String CORE =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: s}
      stringData: {Authorization: sk-one}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: c, labels: {app: one}}
      data:
        text: |
          two
          lines
        number: "1"
        truth: "yes"
      """;

  private static final String SIDE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: side}
      data: {a: "1", b: "2"}
      """;

  static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("gateway.yaml", GATEWAY),
          Map.entry(
              "changed.yaml",
              GATEWAY
                  .replace("8080", "8081")
                  .replace(", annotations: {note: \"a text: with a colon\"}", "")),
          Map.entry("core.yaml", CORE),
          Map.entry("route.yaml", ROUTE),
          Map.entry("other.yaml", ROUTE.replace("name: r", "name: other")),
          Map.entry("bad-field.yaml", ROUTE.replace("hostnames:", "hostnams:")),
          Map.entry(
              "new-bad-field.yaml",
              ROUTE.replace("hostnames:", "hostnams:").replace("name: r", "name: new")),
          Map.entry("bad-value.yaml", ROUTE.replace("PathPrefix", "Prefixed")),
          Map.entry(
              "bad-values.yaml",
              ROUTE.replace("PathPrefix", "Prefixed").replace("name: anthropic,", "name: \"\",")),
          Map.entry("bad-kind.yaml", ROUTE.replace("kind: HTTPRoute", "kind: HTTPRoot")),
          Map.entry("broken.yaml", "kind: [\n"),
          Map.entry("elsewhere.yaml", SIDE.replace("name: side", "name: side, namespace: other")),
          Map.entry(
              "mixed.yaml",
              SIDE
                  + "---\n"
                  + ROUTE.replace("PathPrefix", "Prefixed").replace("name: r", "name: x")),
          Map.entry("side.yaml", SIDE),
          Map.entry("side-changed.yaml", SIDE.replace("\"1\"", "\"3\"")));

  private Resources() {}

  static void write(Path folder) throws IOException {
    for (Map.Entry<String, String> each : ALL.entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
    }
  }
}
