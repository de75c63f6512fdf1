package dev.agentgateway.kubernetes.distribution.wire;

import dev.agentgateway.config.Options;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a controller begins.
///
/// @param stream names the stream in reports; nobody else knows it
/// @param options how its data planes compile, so that they and it read alike
public record Hello(int protocol, String stream, Options options) {

  public ObjectNode tree() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode hello = node.putObject("hello");
    hello.put("protocol", protocol);
    hello.put("stream", stream);
    hello.put("gatewayClass", options.gatewayClass());
    ArrayNode names = hello.putArray("controllerNames");
    List<String> sorted = new ArrayList<>(options.controllerNames());
    sorted.sort(null);
    sorted.forEach(names::add);
    return node;
  }

  /// @param hello what stands in the line below that word
  public static Hello read(JsonNode hello) {
    Set<String> names = new HashSet<>();
    hello.path("controllerNames").forEach(each -> names.add(each.asString("")));
    return new Hello(
        hello.path("protocol").asInt(0),
        hello.path("stream").asString(""),
        new Options(
            Options.DEFAULT.namespace(),
            hello.path("gatewayClass").asString(Options.DEFAULT.gatewayClass()),
            names.isEmpty() ? Options.DEFAULT.controllerNames() : names,
            Set.of(),
            null));
  }
}
