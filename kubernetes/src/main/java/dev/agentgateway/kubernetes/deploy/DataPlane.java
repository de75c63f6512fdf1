package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.kubernetes.objects.Live;
import dev.agentgateway.schema.patch.StrategicMerge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The objects of one Gateway's data planes: those of `data-plane.json`, as its parameters change
/// them.
///
/// How many replicas there are is not said unless parameters say it, so that whoever scales them is
/// not overruled.
final class DataPlane {

  static final String CONTAINER = "agentgateway";

  static final String BUDGET = "PodDisruptionBudget";
  static final String SCALER = "HorizontalPodAutoscaler";

  /// Kinds of objects that are there when parameters say something of them.
  static final List<String> EXTRAS = List.of(BUDGET, SCALER);

  private static final ArrayNode TEMPLATE = template();

  /// Ports that a data plane has for itself.
  private static final Set<Integer> OWN_PORTS = Set.of(15_000, 15_020, 15_021);

  /// What can be the value of a label.
  private static final Pattern VERSION =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

  /// A Service must have a port, a Gateway need not.
  private static final int PORT_OF_NOBODY = 443;

  private final Live gateway;
  private final Parameters parameters;
  private final Map<String, String> values;

  private DataPlane(Live gateway, Parameters parameters, Map<String, String> values) {
    this.gateway = gateway;
    this.parameters = parameters;
    this.values = values;
  }

  static List<ObjectNode> of(Live gateway, Parameters parameters, DeployOptions options) {
    String name = gateway.key().name();
    Map<String, String> values =
        Map.of(
            "gateway", name,
            "namespace", gateway.key().namespace(),
            "name", Labels.cut(name),
            "label", Labels.cut(name),
            "image", parameters.image(options.image()),
            "controller", options.controller(),
            "authorities", options.authorities().get());
    return new DataPlane(gateway, parameters, values).write();
  }

  private List<ObjectNode> write() {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode each : TEMPLATE) {
      ObjectNode object = (ObjectNode) filled(each);
      String kind = object.path("kind").asString("");
      if (EXTRAS.contains(kind) && !parameters.extras().contains(kind)) {
        continue;
      }
      ObjectNode metadata = (ObjectNode) object.path("metadata");
      metadata.put("namespace", gateway.key().namespace());
      metadata.set("labels", labels());
      ObjectNode annotations = given("annotations");
      if (!annotations.isEmpty()) {
        metadata.set("annotations", annotations);
      }
      own(metadata);
      switch (kind) {
        case "Deployment" -> workload(object);
        case "Service" -> service((ObjectNode) object.path("spec"));
        default -> {
          // Nothing more is theirs.
        }
      }
      objects.add(changed(object));
    }
    return objects;
  }

  private ObjectNode changed(ObjectNode object) {
    String kind = object.path("kind").asString("");
    ObjectNode changed = object;
    for (Change change : parameters.changes()) {
      if (change.concerns(kind)) {
        changed = StrategicMerge.apply(ListKeys.OBJECT, changed, change.patch());
      }
    }
    return changed;
  }

  /// What the Gateway wants on all that is made for it, and what tells whose it is.
  private ObjectNode labels() {
    String label = values.getOrDefault("label", "");
    String version = ImageName.parse(values.getOrDefault("image", "")).tag();
    ObjectNode labels = given("labels");
    if (VERSION.matcher(version).matches()) {
      labels.put("app.kubernetes.io/version", version);
    }
    return labels
        .put("app.kubernetes.io/name", label)
        .put("app.kubernetes.io/instance", label)
        .put("app.kubernetes.io/managed-by", "agentgateway")
        .put("gateway.networking.k8s.io/gateway-name", label)
        .put(
            "gateway.networking.k8s.io/gateway-class-name",
            Labels.cut(gateway.spec().path("gatewayClassName").asString("")));
  }

  private ObjectNode given(String what) {
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    gateway
        .spec()
        .path("infrastructure")
        .path(what)
        .properties()
        .forEach(each -> given.put(each.getKey(), each.getValue().asString("")));
    return given;
  }

  /// They go with their Gateway.
  private void own(ObjectNode metadata) {
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", gateway.served().apiVersion())
        .put("kind", "Gateway")
        .put("name", gateway.key().name())
        .put("uid", gateway.uid())
        .put("controller", true);
  }

  private void workload(ObjectNode object) {
    ObjectNode spec = (ObjectNode) object.path("spec");
    pods((ObjectNode) spec.path("template"));
    ArrayNode arguments =
        (ArrayNode) spec.path("template").path("spec").path("containers").path(0).path("args");
    parameters.arguments().forEach(arguments::add);
    if (parameters.workload().equals("DaemonSet")) {
      object.put("kind", "DaemonSet");
      spec.set("updateStrategy", spec.remove("strategy"));
    }
  }

  private void pods(ObjectNode template) {
    ObjectNode metadata = (ObjectNode) template.path("metadata");
    metadata.set("labels", labels());
    ObjectNode annotations = (ObjectNode) metadata.path("annotations");
    given("annotations")
        .properties()
        .forEach(each -> annotations.set(each.getKey(), each.getValue()));
  }

  private void service(ObjectNode spec) {
    ArrayNode ports = spec.putArray("ports");
    for (int port : ports()) {
      ports
          .addObject()
          .put("name", "listener-" + port)
          .put("port", port)
          .put("targetPort", port)
          .put("protocol", "TCP");
    }
    List<String> asked = addresses(gateway);
    if (asked.size() == 1) {
      spec.put("loadBalancerIP", asked.getFirst());
    }
  }

  /// The IP addresses that a Gateway asks for; a Service can have one.
  static List<String> addresses(Live gateway) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode address : gateway.spec().path("addresses")) {
      String value = address.path("value").asString("");
      if (address.path("type").asString("IPAddress").equals("IPAddress") && !value.isEmpty()) {
        addresses.add(value);
      }
    }
    return addresses;
  }

  private Set<Integer> ports() {
    Set<Integer> ports = new TreeSet<>();
    gateway.spec().path("listeners").forEach(each -> ports.add(each.path("port").asInt(0)));
    ports.removeAll(OWN_PORTS);
    ports.remove(0);
    return ports.isEmpty() ? Set.of(PORT_OF_NOBODY) : ports;
  }

  private JsonNode filled(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(each -> copy.set(each.getKey(), filled(each.getValue())));
        yield copy;
      }
      case ARRAY -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        node.forEach(each -> copy.add(filled(each)));
        yield copy;
      }
      case STRING -> JsonNodeFactory.instance.stringNode(filled(node.stringValue()));
      default -> node;
    };
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> each : values.entrySet()) {
      filled = filled.replace("${" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }

  private static ArrayNode template() {
    try (InputStream in = DataPlane.class.getResourceAsStream("data-plane.json")) {
      return (ArrayNode) JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
