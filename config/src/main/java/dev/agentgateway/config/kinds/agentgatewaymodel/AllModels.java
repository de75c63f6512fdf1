package dev.agentgateway.config.kinds.agentgatewaymodel;

import dev.agentgateway.config.connection.AiDestination;
import dev.agentgateway.config.connection.ProviderPlan;
import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.ListenerSlot;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.ConditionalTarget;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.FailoverTarget;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.ModelRef;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.ParentRef;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.expression.Expression;
import dev.agentgateway.expression.ExpressionException;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Pick;
import dev.agentgateway.snapshot.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All models of a namespace. A rule of a route sees those that name its route, or the Gateway of
/// the listener, as their parent.
final class AllModels implements Destination {

  /// What paths mean where no resource says it.
  private static final Map<String, RouteType> ROUTES = routes();

  private final ResourceKey key;
  private final Workspace workspace;
  private final List<ModelPlan> models = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();

  /// A rule that sends by model.
  ///
  /// @param rule its name, null where it has none
  record Use(ResourceKey route, @Nullable String rule, ListenerSlot listener) {

    boolean is(ParentRef ref, ResourceKey parent, String namespace) {
      String section = ref.sectionName();
      if (parent.equals(route)) {
        return section == null || section.equals(rule);
      }
      return parent.equals(listener.gateway())
          && (section == null || section.equals(listener.plan().name()))
          && (ref.port() == null || ref.port() == listener.plan().port())
          && listener.plan().allowed().admits(namespace);
    }
  }

  AllModels(ResourceKey key, Workspace workspace) {
    this.key = key;
    this.workspace = workspace;
  }

  void add(ModelPlan model) {
    models.add(model);
  }

  @Nullable ModelPlan find(String name) {
    for (ModelPlan model : models) {
      if (model.resource().key().name().equals(name)) {
        return model;
      }
    }
    return null;
  }

  List<ModelPlan> models() {
    return models;
  }

  List<Use> uses() {
    return uses;
  }

  static ResourceKey parent(ParentRef ref, String namespace) {
    return new ResourceKey(
        ref.group(), ref.kind(), ref.namespace() == null ? namespace : ref.namespace(), ref.name());
  }

  @Override
  public List<Settings> settings(@Nullable Integer port) {
    return List.of();
  }

  @Override
  public boolean standsAlone() {
    return true;
  }

  @Override
  public Destination seenFrom(ResourceKey route, @Nullable String rule, ListenerSlot listener) {
    Use use = new Use(route, rule, listener);
    uses.add(use);
    List<ModelPlan> seen = models.stream().filter(model -> names(model, use)).toList();
    return new Destination() {
      @Override
      public List<Settings> settings(@Nullable Integer port) {
        return List.of();
      }

      @Override
      public Reach reach(@Nullable Integer port, ForwardPlan plan, Settings attached) {
        return AllModels.this.reach(seen, plan, attached);
      }
    };
  }

  @Override
  public Reach reach(@Nullable Integer port, ForwardPlan plan, Settings attached) {
    return reach(models, plan, attached);
  }

  private static boolean names(ModelPlan model, Use use) {
    String namespace = model.resource().namespace();
    return model.resource().record().spec().parentRefs().stream()
        .anyMatch(ref -> use.is(ref, parent(ref, namespace), namespace));
  }

  private Reach reach(List<ModelPlan> seen, ForwardPlan plan, Settings attached) {
    ForwardPlan whole =
        plan.chat().routes().isEmpty() ? plan.withChat(plan.chat().withRoutes(ROUTES)) : plan;
    List<Target.Entry> entries = new ArrayList<>();
    for (ModelPlan model : seen) {
      if (model.isPublic()) {
        entries.add(new Target.Entry(model.pattern(), true, pick(model, plan, attached)));
      }
    }
    return new Reach.Found(new Target.Models(key.id(), entries, whole));
  }

  private Pick pick(ModelPlan model, ForwardPlan plan, Settings attached) {
    AgentgatewayModel.VirtualModel virtual = model.resource().record().spec().virtualModel();
    if (virtual != null && virtual.weighted() != null) {
      return new Pick.Shares(
          virtual.weighted().targets().stream()
              .map(each ->
                  new Pick.Share(
                      each.weight(),
                      backend(model, alone(each.modelRef(), each.model()), plan, attached)))
              .toList());
    }
    if (virtual != null && virtual.conditional() != null) {
      return cases(model, virtual.conditional().targets(), plan, attached);
    }
    return new Pick.Only(backend(model, groups(model), plan, attached));
  }

  /// With a condition that cannot be read nobody is asked, rather than somebody else.
  private Pick cases(
      ModelPlan model, List<ConditionalTarget> targets, ForwardPlan plan, Settings attached) {
    List<Pick.Case> cases = new ArrayList<>();
    for (ConditionalTarget each : targets) {
      Target.Llm backend = backend(model, alone(each.modelRef(), each.model()), plan, attached);
      try {
        Expression when = each.when() == null ? null : Expression.compile(each.when());
        cases.add(new Pick.Case(when, backend));
      } catch (ExpressionException unreadable) {
        return new Pick.Only(backend(model, List.of(), plan, attached));
      }
    }
    return new Pick.Cases(cases);
  }

  /// A model that cannot be used has nobody to ask, and its answer says so.
  private Target.Llm backend(
      ModelPlan model, List<List<ProviderPlan>> groups, ForwardPlan plan, Settings attached) {
    ResourceKey name = model.resource().key();
    AiDestination destination = new AiDestination(name, groups, Settings.NONE, workspace);
    return destination.reach(null, plan, attached)
            instanceof Reach.Found(Target.Llm(var id, var reached, var own))
        ? new Target.Llm(id, reached, own)
        : new Target.Llm(name.id(), List.of(), plan);
  }

  /// Providers in the order of preference.
  private List<List<ProviderPlan>> groups(ModelPlan model) {
    if (model.provider() != null) {
      return List.of(List.of(model.provider()));
    }
    AgentgatewayModel.VirtualModel virtual = model.resource().record().spec().virtualModel();
    Map<Integer, List<ProviderPlan>> byPriority = new TreeMap<>();
    if (virtual != null && virtual.failover() != null) {
      for (FailoverTarget target : virtual.failover().targets()) {
        ProviderPlan asked = asking(target.modelRef(), target.model());
        if (asked != null) {
          byPriority.computeIfAbsent(target.priority(), _ -> new ArrayList<>()).add(asked);
        }
      }
    }
    return List.copyOf(byPriority.values());
  }

  private List<List<ProviderPlan>> alone(ModelRef ref, @Nullable String model) {
    ProviderPlan asked = asking(ref, model);
    return asked == null ? List.of() : List.of(List.of(asked));
  }

  /// The provider of a model, asked for the model that the target stands for; null where it cannot
  /// be asked.
  private @Nullable ProviderPlan asking(ModelRef ref, @Nullable String model) {
    ModelPlan real = find(ref.name());
    if (real == null || real.provider() == null || (model == null && real.isPattern())) {
      return null;
    }
    ProviderPlan plan = real.provider();
    String asked = model == null ? real.pattern() : model;
    return new ProviderPlan(
        real.resource().key().name(),
        plan.at(),
        plan.provider(),
        new ProviderSettings(real.upstreamModel(asked), plan.own().apiVersion()),
        plan.host(),
        plan.port(),
        plan.path(),
        plan.pathPrefix(),
        plan.settings());
  }

  private static Map<String, RouteType> routes() {
    Map<String, RouteType> routes = new LinkedHashMap<>();
    routes.put("/v1/chat/completions", RouteType.COMPLETIONS);
    routes.put("/v1/messages", RouteType.MESSAGES);
    routes.put("/v1/messages/count_tokens", RouteType.ANTHROPIC_TOKEN_COUNT);
    routes.put("/v1/models", RouteType.MODELS);
    return routes;
  }
}
