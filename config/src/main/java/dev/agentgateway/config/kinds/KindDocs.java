package dev.agentgateway.config.kinds;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.schema.write.KindDoc;
import dev.agentgateway.schema.write.KindDoc.Column;
import dev.agentgateway.schema.write.KindDoc.Scope;
import dev.agentgateway.schema.write.PolicyStatus;
import dev.agentgateway.schema.write.RouteStatus;
import java.util.List;
import java.util.Map;

/// What CRDs, schemas and pages say of the kinds beyond their records: names, columns, statuses.
public final class KindDocs {

  private static final String CATEGORY = "agentgateway";

  private static final Map<String, String> POLICY =
      Map.of("gateway.networking.k8s.io/policy", "Direct");

  public static final List<KindDoc> ALL = Kinds.IN_ORDER.stream().map(KindDocs::of).toList();

  private KindDocs() {}

  private static KindDoc of(Kind<?> kind) {
    KindDoc doc =
        KindDoc.of(kind.group(), kind.versions(), kind.name(), kind.type())
            .withScope(kind.isNamespaced() ? Scope.NAMESPACED : Scope.CLUSTER);
    if (!isOurs(kind.group())) {
      return doc.foreign();
    }
    KindDoc ours = doc.withCategories(CATEGORY);
    return switch (kind.name()) {
      case "AgentgatewayBackend" -> accepted(ours).withShortNames("agbe");
      case "AgentgatewayParameters" -> ours.withColumns(Column.AGE).withShortNames("agpar");
      case "AgentgatewayModel" ->
          ours.withStatus(RouteStatus.class)
              .withShortNames("agmodel")
              .withColumns(
                  Column.condition("Accepted", ".status.parents[*].conditions"), Column.AGE);
      case "AgentgatewayPolicy" -> policy(ours).withShortNames("agpol");
      case "TrafficPolicy" -> policy(ours);
      case "Backend" -> accepted(ours);
      default -> ours.withColumns(Column.AGE);
    };
  }

  private static KindDoc accepted(KindDoc doc) {
    return doc.withColumns(Column.condition("Accepted", ".status.conditions"), Column.AGE);
  }

  private static KindDoc policy(KindDoc doc) {
    String conditions = ".status.ancestors[*].conditions";
    return doc.withLabels(POLICY)
        .withStatus(PolicyStatus.class)
        .withColumns(
            Column.condition("Accepted", conditions),
            Column.condition("Attached", conditions),
            Column.AGE);
  }

  private static boolean isOurs(String group) {
    return group.equals("agentgateway.dev") || group.equals("gateway.kgateway.dev");
  }
}
