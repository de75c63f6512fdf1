package dev.agentgateway.kubernetes.distribution.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.report.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What became of a version at a data plane.
///
/// @param gateway `NAMESPACE/NAME`
/// @param stream as the controller's hello named it
/// @param refusals empty when all of it is in force
public record Report(String gateway, String stream, long version, List<Refusal> refusals) {

  /// Said at once; more of them say nothing new.
  private static final int REFUSALS_MAX = 20;

  private static final int CAUSE_MAX = 500;

  public Report {
    refusals = List.copyOf(refusals.subList(0, Math.min(refusals.size(), REFUSALS_MAX)));
  }

  public ResourceKey key() {
    return Wire.gateway(gateway);
  }

  public byte[] bytes() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("gateway", gateway);
    node.put("stream", stream);
    node.put("version", version);
    ArrayNode list = node.putArray("refusals");
    for (Refusal each : refusals) {
      list.addObject().put("resource", each.resource()).put("cause", cut(each.cause()));
    }
    return Wire.JSON.writeValueAsBytes(node);
  }

  /// Empty when the bytes are no report.
  public static Optional<Report> read(byte[] bytes) {
    try {
      JsonNode node = Wire.JSON.readTree(new String(bytes, UTF_8));
      String stream = node.path("stream").asString("");
      String gateway = node.path("gateway").asString("");
      if (!Wire.isGateway(gateway) || !node.path("version").isIntegralNumber()) {
        return Optional.empty();
      }
      List<Refusal> refusals = new ArrayList<>();
      node.path("refusals")
          .forEach(each ->
              refusals.add(
                  new Refusal(
                      cut(each.path("resource").asString("")),
                      cut(each.path("cause").asString("")))));
      return Optional.of(new Report(gateway, stream, node.path("version").asLong(), refusals));
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }

  private static String cut(String text) {
    return text.length() > CAUSE_MAX ? text.substring(0, CAUSE_MAX) : text;
  }
}
