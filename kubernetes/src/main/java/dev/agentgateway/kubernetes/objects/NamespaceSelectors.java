package dev.agentgateway.kubernetes.objects;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which namespaces are seen, by their labels: those that any selector takes, all where there is
/// none.
public final class NamespaceSelectors implements Predicate<Map<String, String>> {

  public static final NamespaceSelectors ALL = new NamespaceSelectors(List.of());

  private static final Set<String> FIELDS = Set.of("matchLabels", "matchExpressions");
  private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");

  private final List<List<Expression>> selectors;

  private record Expression(String key, String operator, List<String> values) {

    boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case "In" -> value != null && values.contains(value);
        case "NotIn" -> value == null || !values.contains(value);
        case "Exists" -> value != null;
        default -> value == null;
      };
    }
  }

  private NamespaceSelectors(List<List<Expression>> selectors) {
    this.selectors = List.copyOf(selectors);
  }

  /// @param json a list of Kubernetes' label selectors: `[{"matchLabels":{"team":"a"}}]`
  /// @throws IllegalArgumentException with what is wrong where
  public static NamespaceSelectors parse(String json) {
    JsonNode tree;
    try {
      tree = JsonMapper.shared().readTree(json);
    } catch (JacksonException broken) {
      throw new IllegalArgumentException("no JSON: " + broken.getOriginalMessage(), broken);
    }
    if (!tree.isArray()) {
      throw new IllegalArgumentException("expected a list of label selectors");
    }
    List<List<Expression>> selectors = new ArrayList<>();
    for (int i = 0; i < tree.size(); i++) {
      selectors.add(selector(tree.get(i), "[" + i + "]"));
    }
    return new NamespaceSelectors(selectors);
  }

  private static List<Expression> selector(JsonNode tree, String at) {
    for (Map.Entry<String, JsonNode> each : tree.properties()) {
      require(
          FIELDS.contains(each.getKey()),
          "%s.%s: expected matchLabels or matchExpressions".formatted(at, each.getKey()));
    }
    require(tree.isObject(), at + ": expected a label selector");
    List<Expression> expressions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : tree.path("matchLabels").properties()) {
      require(
          each.getValue().isString(),
          "%s.matchLabels.%s: expected a text".formatted(at, each.getKey()));
      expressions.add(new Expression(each.getKey(), "In", List.of(each.getValue().stringValue())));
    }
    for (int i = 0; i < tree.path("matchExpressions").size(); i++) {
      String path = "%s.matchExpressions[%d]".formatted(at, i);
      expressions.add(expression(tree.path("matchExpressions").get(i), path));
    }
    return expressions;
  }

  private static Expression expression(JsonNode tree, String at) {
    String key = tree.path("key").asString("");
    String operator = tree.path("operator").asString("");
    List<String> values = new ArrayList<>();
    tree.path("values").forEach(each -> values.add(each.asString("")));
    require(!key.isEmpty(), at + ".key: is missing");
    require(
        OPERATORS.contains(operator),
        "%s.operator: \"%s\" (expected: In, NotIn, Exists, DoesNotExist)".formatted(at, operator));
    require(
        operator.endsWith("In") != values.isEmpty(),
        "%s.values: expected with In and NotIn, and not without".formatted(at));
    return new Expression(key, operator, List.copyOf(values));
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }

  @Override
  public boolean test(Map<String, String> labels) {
    return selectors.isEmpty()
        || selectors.stream()
            .anyMatch(selector -> selector.stream().allMatch(each -> each.holds(labels)));
  }

  /// The labels that Kubernetes itself gives every namespace need no object to be known.
  static Map<String, String> named(String namespace, Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(labels);
    all.put("kubernetes.io/metadata.name", namespace);
    return all;
  }
}
