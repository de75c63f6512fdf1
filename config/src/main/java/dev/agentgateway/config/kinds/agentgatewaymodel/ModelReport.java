package dev.agentgateway.config.kinds.agentgatewaymodel;

import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.ConditionalTarget;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.ParentRef;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of a model: to which parents it belongs, and whether it can be used.
final class ModelReport {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  private final Resource<AgentgatewayModel> resource;
  private final Workspace workspace;
  private final AllModels all;

  ModelReport(Resource<AgentgatewayModel> resource, Workspace workspace, AllModels all) {
    this.resource = resource;
    this.workspace = workspace;
    this.all = all;
  }

  void conclude() {
    List<Problem> faults = faults();
    workspace.book().report(faults);
    List<ParentRef> refs = resource.record().spec().parentRefs();
    for (int i = 0; i < refs.size(); i++) {
      ResourceKey parent = AllModels.parent(refs.get(i), resource.namespace());
      if (!workspace.gateways().isForeign(parent)) {
        conclude(refs.get(i), parent, "spec.parentRefs[" + i + "]", faults);
      }
    }
  }

  private void conclude(ParentRef ref, ResourceKey parent, String path, List<Problem> faults) {
    Subject subject = new Subject.Parent(parent, ref.sectionName(), ref.port());
    ResourceKey key = resource.key();
    String cause = refusal(ref, parent);
    if (cause.isEmpty()) {
      workspace.book().hold(key, subject, "Accepted", "Accepted", "Model is accepted");
    } else {
      workspace.book().fail(key, subject, "Accepted", "NoMatchingParent", cause);
      workspace
          .book()
          .report(
              resource.error(
                  path,
                  cause,
                  "let a rule have one backendRef, of kind AgentgatewayModel with name: \"*\"",
                  "NoMatchingParent"));
    }
    if (faults.isEmpty()) {
      String message = "All references are resolved";
      workspace.book().hold(key, subject, "ResolvedRefs", "ResolvedRefs", message);
    } else {
      Problem first = faults.getFirst();
      workspace.book().fail(key, subject, "ResolvedRefs", first.reason(), first.cause());
    }
  }

  private String refusal(ParentRef ref, ResourceKey parent) {
    boolean isKnown = ref.kind().equals("Gateway") || ref.kind().equals("HTTPRoute");
    if (!ref.group().equals(GATEWAY_API) || !isKnown) {
      return "models belong to Gateways and HTTPRoutes, not to %s".formatted(ref.kind());
    }
    for (AllModels.Use use : all.uses()) {
      if (use.is(ref, parent, resource.namespace())) {
        return "";
      }
    }
    return "no rule of %s%s sends by model"
        .formatted(parent, ref.sectionName() == null ? "" : " " + ref.sectionName());
  }

  private List<Problem> faults() {
    List<Problem> faults = new ArrayList<>();
    @Nullable ModelPlan plan = all.find(resource.key().name());
    if (plan == null) {
      return faults;
    }
    if (!plan.cause().isEmpty()) {
      faults.add(resource.error("spec", plan.cause(), "", "UnsupportedValue"));
    }
    if (plan.provider() != null) {
      Settings settings = plan.provider().settings();
      if (settings.credential() != null && settings.credential().value() == null) {
        faults.add(reference("spec.policies.auth", settings.credential().cause()));
      }
      if (settings.tls() != null && settings.tls().value() == null) {
        faults.add(reference("spec.policies.tls", settings.tls().cause()));
      }
    }
    for (Reference target : Reference.of(resource.record().spec().virtualModel())) {
      String cause = fault(target);
      if (!cause.isEmpty()) {
        faults.add(reference(target.path(), cause));
      }
    }
    AgentgatewayModel.VirtualModel virtual = resource.record().spec().virtualModel();
    if (virtual != null && virtual.conditional() != null) {
      conditions(virtual.conditional().targets(), faults);
    }
    warnOfOlder(plan);
    return faults;
  }

  private void conditions(List<ConditionalTarget> targets, List<Problem> faults) {
    for (int i = 0; i < targets.size(); i++) {
      String when = targets.get(i).when();
      try {
        if (when != null) {
          Expression.compile(when);
        }
      } catch (ExpressionException e) {
        String path = "spec.virtualModel.conditional.targets[" + i + "].when";
        faults.add(resource.error(path, String.valueOf(e.getMessage()), "", "Invalid"));
      }
    }
  }

  private String fault(Reference target) {
    String name = target.name();
    ModelPlan real = all.find(name);
    if (real == null) {
      return "AgentgatewayModel %s/%s not found".formatted(resource.namespace(), name);
    }
    if (real.provider() == null) {
      return "AgentgatewayModel %s/%s has no provider of its own"
          .formatted(resource.namespace(), name);
    }
    return real.isPattern() && target.model() == null
        ? "model is needed: AgentgatewayModel %s/%s takes %s"
            .formatted(resource.namespace(), name, real.pattern())
        : "";
  }

  private Problem reference(String path, String cause) {
    String mend = cause.endsWith("not found") ? "write it, in the model's namespace" : "";
    return resource.error(path, cause, mend, "InvalidRef");
  }

  /// Of models with one pattern the oldest answers.
  private void warnOfOlder(ModelPlan plan) {
    for (ModelPlan older : all.models()) {
      if (older.resource().key().equals(plan.resource().key())) {
        return;
      }
      if (older.isPublic() && plan.isPublic() && older.pattern().equals(plan.pattern())) {
        workspace
            .book()
            .report(
                resource.warning(
                    "spec.match",
                    "%s already answers for %s".formatted(older.resource().key(), plan.pattern()),
                    "",
                    "Doubtful"));
        return;
      }
    }
  }
}
