package dev.agentgateway.app.run;

import dev.agentgateway.admin.AdminPages;
import dev.agentgateway.admin.MetricsPages;
import dev.agentgateway.admin.Readiness;
import dev.agentgateway.admin.Reports;
import dev.agentgateway.app.console.Version;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Server;
import dev.agentgateway.telemetry.log.AccessLog;
import dev.agentgateway.telemetry.metrics.Metrics;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What operators ask: admin, metrics and readiness, on ports and an event loop of their own, so
/// that they answer while the gateway drains or is busy.
final class Operations implements AutoCloseable {

  private final Transport transport;
  private final Readiness readiness = new Readiness();
  private final Server.Port admin;
  private final Server.Port metrics;
  private final Server.Port ready;

  private Operations(GatewayOptions options, Metrics counted, Gateway gateway)
      throws StartException {
    transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));
    try {
      admin = bind("admin", options.adminBind(), options.adminPort(), pages(gateway));
      metrics =
          bind("metrics", options.metricsBind(), options.metricsPort(), MetricsPages.of(counted));
      ready = bind("readiness", options.bind(), options.readinessPort(), readiness.handler());
    } catch (StartException e) {
      transport.close();
      throw e;
    }
  }

  static Operations open(GatewayOptions options, Metrics counted, Gateway gateway)
      throws StartException {
    return new Operations(options, counted, gateway);
  }

  static Metrics metrics(AccessLog accessLog) {
    Metrics metrics = new Metrics(Version.current());
    metrics.watch(
        "access_log_dropped_lines",
        "Lines of the access log that were not written.",
        accessLog::droppedLines);
    return metrics;
  }

  Readiness readiness() {
    return readiness;
  }

  InetSocketAddress admin() {
    return admin.address();
  }

  InetSocketAddress metrics() {
    return metrics.address();
  }

  InetSocketAddress readinessAddress() {
    return ready.address();
  }

  @Override
  public void close() {
    transport.close();
  }

  private Server.Port bind(String name, InetAddress address, int port, Handler handler)
      throws StartException {
    try {
      return transport.server().bind(new InetSocketAddress(address, port), handler, null);
    } catch (IOException e) {
      throw new StartException(
          "the %s port %d cannot be used, %s: choose another with --%s-port PORT, 0 for any"
              .formatted(name, port, Ports.cause(e), name));
    }
  }

  private static AdminPages pages(Gateway gateway) {
    Map<String, AdminPages.Tree> trees = new LinkedHashMap<>();
    trees.put(
        "/config_dump",
        new AdminPages.Tree(
            "what runs, secrets masked", () -> Reports.dump(gateway.compiled().snapshot())));
    trees.put(
        "/status",
        new AdminPages.Tree(
            "ports, and each resource with its conditions and what of it runs",
            () -> status(gateway)));
    trees.put(
        "/problems",
        new AdminPages.Tree(
            "what is wrong or doubtful, with its place",
            () -> Reports.problems(gateway.compiled().problems())));
    trees.put("/version", new AdminPages.Tree("this program", Operations::version));
    return AdminPages.of("agentgateway " + Version.current(), trees);
  }

  private static JsonNode status(Gateway gateway) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    Map<String, String> origin = gateway.origin();
    if (!origin.isEmpty()) {
      ObjectNode from = status.putObject("origin");
      origin.forEach(from::put);
    }
    ArrayNode ports = status.putArray("ports");
    gateway
        .listening()
        .forEach((door, address) ->
            ports
                .addObject()
                .put("port", door.port())
                .put("address", address.getAddress().getHostAddress())
                .put("localPort", address.getPort())
                .put("tls", gateway.isTls(door)));
    gateway
        .unbound()
        .forEach((door, cause) -> ports.addObject().put("port", door.port()).put("error", cause));
    ArrayNode resources = Reports.statuses(gateway.compiled().statuses());
    addClass(resources);
    status.set("resources", resources);
    return status;
  }

  /// The class that exists without being written has a row as well.
  private static void addClass(ArrayNode resources) {
    String name = Options.DEFAULT.gatewayClass();
    for (JsonNode each : resources) {
      if (each.path("kind").asString().equals("GatewayClass")
          && each.path("name").asString().equals(name)) {
        return;
      }
    }
    ObjectNode row = resources.addObject();
    row.put("group", "gateway.networking.k8s.io").put("kind", "GatewayClass").put("namespace", "");
    row.put("name", name).put("file", "built in").put("line", 0).put("column", 0);
    row.put("running", Running.CURRENT.toString());
    row.putArray("conditions")
        .addObject()
        .put("of", "")
        .put("type", "Accepted")
        .put("status", "True")
        .put("reason", "Accepted")
        .put("message", "GatewayClass accepted by agentgateway controller");
  }

  private static JsonNode version() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", "agentgateway")
        .put("version", Version.current())
        .put("java", Runtime.version().toString());
  }
}
