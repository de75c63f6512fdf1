package dev.agentgateway.kubernetes.distribution.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.report.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a data plane asks for.
///
/// @param gateway `NAMESPACE/NAME`
/// @param held what it has already: names, and hashes of objects
public record Ask(int protocol, String gateway, Map<String, String> held) {

  public Ask {
    held = Map.copyOf(held);
  }

  public ResourceKey key() {
    return Wire.gateway(gateway);
  }

  public byte[] bytes() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("protocol", protocol);
    node.put("gateway", gateway);
    ObjectNode hashes = node.putObject("held");
    held.forEach(hashes::put);
    return Wire.JSON.writeValueAsBytes(node);
  }

  /// Empty when the bytes are no question.
  public static Optional<Ask> read(byte[] bytes) {
    try {
      JsonNode node = Wire.JSON.readTree(new String(bytes, UTF_8));
      String gateway = node.path("gateway").asString("");
      if (!Wire.isGateway(gateway)) {
        return Optional.empty();
      }
      Map<String, String> held = new HashMap<>();
      node.path("held")
          .properties()
          .forEach(each -> held.put(each.getKey(), each.getValue().asString("")));
      return Optional.of(new Ask(node.path("protocol").asInt(0), gateway, held));
    } catch (JacksonException noJson) {
      return Optional.empty();
    }
  }
}
