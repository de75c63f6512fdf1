package dev.agentgateway.kubernetes.distribution.relevance;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.schema.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads what an object says of others, by how fields are named in every kind: what ends in `Ref`
/// or `Refs` and has a name is a reference. A field too many costs a document that is sent for
/// nothing; kinds that come later need no change here.
final class MentionReader {

  static final String GATEWAY_API = "gateway.networking.k8s.io";

  /// A reference that means all of a namespace.
  private static final String ALL = "*";

  private final ResourceKey own;
  private final Set<ResourceKey> needs = new HashSet<>();
  private final Set<ResourceKey> joins = new HashSet<>();
  private final Set<Selector> selectors = new HashSet<>();

  private MentionReader(ResourceKey own) {
    this.own = own;
  }

  static Mentions read(ResourceKey key, Document document) {
    MentionReader reader = new MentionReader(key);
    Map<String, String> labels = labels(document.root());
    reader.read(document.root(), labels);
    return new Mentions(reader.needs, reader.joins, reader.selectors, labels);
  }

  private void read(Node.Fields root, Map<String, String> labels) {
    if (!own.namespace().isEmpty()) {
      needs.add(namespace(own.namespace()));
    }
    switch (own.kind()) {
      case "Namespace", "Secret", "ConfigMap", "GatewayClass" -> {}
      case "ReferenceGrant" -> joins.add(namespace(own.namespace()));
      case "EndpointSlice" -> {
        String service = labels.getOrDefault("kubernetes.io/service-name", "");
        joins.add(new ResourceKey("", "Service", own.namespace(), service));
      }
      default -> {
        if (root.find("spec") instanceof Node.Fields spec) {
          spec(spec);
        }
      }
    }
  }

  private void spec(Node.Fields spec) {
    if (own.kind().equals("Gateway")) {
      needs.add(new ResourceKey(GATEWAY_API, "GatewayClass", "", text(spec, "gatewayClassName")));
    }
    if (own.kind().equals("HTTPRoute")) {
      joins.add(new ResourceKey(own.group(), own.kind(), own.namespace(), ALL));
    }
    for (Node.Field field : spec.fields()) {
      switch (field.name()) {
        case "parentRef", "parentRefs" -> each(field.value(), this::parent);
        case "targetRef", "targetRefs" -> each(field.value(), this::target);
        case "targetSelectors" -> each(field.value(), this::targets);
        default -> walk(field.name(), field.value());
      }
    }
  }

  private void walk(String name, Node node) {
    switch (node) {
      case Node.Fields fields -> {
        if (name.endsWith("Ref") || name.endsWith("Refs")) {
          need(name, fields);
        } else if (name.equals("secretSelector")) {
          select(Selector.Direction.READS, "", "Secret", fields);
        }
        fields.fields().forEach(each -> walk(each.name(), each.value()));
      }
      case Node.Items items -> items.items().forEach(each -> walk(name, each));
      case Node.Null _, Node.Bool _, Node.Num _, Node.Text _ -> {}
    }
  }

  private void need(String field, Node.Fields ref) {
    String name = text(ref, "name");
    if (name.isEmpty()) {
      return;
    }
    String kind = text(ref, "kind");
    String usual = usualKind(field);
    ResourceKey key =
        new ResourceKey(
            ref.find("group") == null && kind.isEmpty() && usual.equals("AgentgatewayModel")
                ? own.group()
                : text(ref, "group"),
            kind.isEmpty() ? usual : kind,
            namespace(ref),
            name);
    // A Gateway is nobody's part: what one Gateway's data planes get, another's must not.
    if (!key.kind().equals("Gateway")) {
      needs.add(key);
    }
  }

  private static String usualKind(String field) {
    if (field.startsWith("caCertificate") || field.startsWith("configMap")) {
      return "ConfigMap";
    }
    if (field.endsWith("ertificateRef")
        || field.endsWith("ertificateRefs")
        || field.contains("ecret")) {
      return "Secret";
    }
    return field.startsWith("model") ? "AgentgatewayModel" : "Service";
  }

  private void parent(Node.Fields ref) {
    String kind = text(ref, "kind");
    // A route whose parent is a Service is for a mesh.
    if (!kind.equals("Service")) {
      joins.add(
          new ResourceKey(
              ref.find("group") == null ? GATEWAY_API : text(ref, "group"),
              kind.isEmpty() ? "Gateway" : kind,
              namespace(ref),
              text(ref, "name")));
    }
  }

  /// Targets are in the policy's own namespace.
  private void target(Node.Fields ref) {
    joins.add(
        new ResourceKey(text(ref, "group"), text(ref, "kind"), own.namespace(), text(ref, "name")));
  }

  private void targets(Node.Fields selector) {
    select(Selector.Direction.TARGETS, text(selector, "group"), text(selector, "kind"), selector);
  }

  private void select(
      Selector.Direction direction, String group, String kind, Node.Fields selector) {
    if (selector.find("matchLabels") instanceof Node.Fields labels) {
      selectors.add(new Selector(direction, group, kind, own.namespace(), texts(labels)));
    }
  }

  private String namespace(Node.Fields ref) {
    String written = text(ref, "namespace");
    return written.isEmpty() ? own.namespace() : written;
  }

  static ResourceKey namespace(String name) {
    return new ResourceKey("", "Namespace", "", name);
  }

  private static void each(Node node, java.util.function.Consumer<Node.Fields> reader) {
    if (node instanceof Node.Items(var _, var items)) {
      items.forEach(each -> each(each, reader));
    } else if (node instanceof Node.Fields fields) {
      reader.accept(fields);
    }
  }

  private static Map<String, String> labels(Node.Fields root) {
    return root.find("metadata") instanceof Node.Fields metadata
            && metadata.find("labels") instanceof Node.Fields labels
        ? texts(labels)
        : Map.of();
  }

  private static Map<String, String> texts(Node.Fields fields) {
    Map<String, String> texts = new HashMap<>();
    for (Node.Field field : fields.fields()) {
      texts.put(field.name(), text(fields, field.name()));
    }
    return texts;
  }

  static String text(Node.Fields fields, String name) {
    return fields.find(name) instanceof Node.Text(var _, String value) ? value : "";
  }
}
