package dev.agentgateway.app.dataplane;

import dev.agentgateway.app.cluster.EmbeddedApi;
import dev.agentgateway.app.cluster.Kubectl;
import dev.agentgateway.app.controller.ClusterController;
import dev.agentgateway.app.controller.ControllerSettings;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.objects.Scope;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An API server with a controller that deploys, and kubectl to look at it.
final class Deployments implements AutoCloseable {

  private final EmbeddedApi api;
  private final Kubectl kubectl;
  private ClusterController controller;
  private int replicas;

  private final Scope scope;

  Deployments(Path folder) throws Exception {
    this(folder, Scope.ALL);
  }

  /// @param scope what the controller looks at
  Deployments(Path folder, Scope scope) throws Exception {
    this.scope = scope;
    api = EmbeddedApi.open(Files.createDirectory(folder.resolve("state")), 0);
    kubectl = new Kubectl(api.kubeconfig(), folder);
    controller = controller();
  }

  Kubectl kubectl() {
    return kubectl;
  }

  /// Another replica takes the place of this one.
  void replace() throws Exception {
    controller.close();
    controller = controller();
  }

  private ClusterController controller() throws Exception {
    return ClusterController.start(
        new ControllerSettings(
            new Access(api.kubeconfig(), null),
            "agentgateway-system",
            "replica-" + replicas++,
            "agentgateway",
            "registry.example/agentgateway:1.2.3",
            InetAddress.getLoopbackAddress(),
            0,
            0,
            0,
            scope,
            null));
  }

  void gateway(String name, int port, String more) throws Exception {
    kubectl.apply(yaml(name, port, more));
  }

  static String yaml(String name, int port, String more) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: %s, namespace: default}
    spec:
      gatewayClassName: agentgateway
      listeners: [{protocol: HTTP, port: %d, name: http}]
    %s
    """
        .formatted(name, port, more);
  }

  JsonNode get(String kind, String name) throws Exception {
    return get(kind, name, "default");
  }

  /// Null when it is not there.
  JsonNode get(String kind, String name, String namespace) throws Exception {
    String said =
        kubectl.run("get", kind, name, "-n", namespace, "-o", "json", "--ignore-not-found");
    return said.isBlank() ? null : JsonMapper.shared().readTree(said);
  }

  JsonNode list(String kind) throws Exception {
    return JsonMapper.shared().readTree(kubectl.run("get", kind, "-n", "default", "-o", "json"));
  }

  String condition(String gateway, String type) throws Exception {
    JsonNode live = get("gateway", gateway);
    for (JsonNode each : live.path("status").path("conditions")) {
      if (each.path("type").asString("").equals(type)) {
        return each.path("reason").asString("");
      }
    }
    return "";
  }

  /// Asks until there is something, or it is true; the test's own time ends it.
  static <T> T await(Callable<T> wanted) throws Exception {
    T found = wanted.call();
    while (found == null || found.equals(false)) {
      found = wanted.call();
    }
    return found;
  }

  @Override
  public void close() {
    controller.close();
    api.close();
  }
}
