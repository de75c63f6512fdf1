package dev.agentgateway.config.kinds.agentgatewaybackend;

import dev.agentgateway.config.connection.ConnectionSettings;
import dev.agentgateway.config.connection.ProviderPlan;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections.Section;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Settings.Setting;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.agentgatewaybackend.AgentgatewayBackend.Ai;
import dev.agentgateway.config.kinds.agentgatewaybackend.AgentgatewayBackend.Group;
import dev.agentgateway.config.kinds.agentgatewaybackend.AgentgatewayBackend.NamedProvider;
import dev.agentgateway.config.kinds.agentgatewaybackend.AgentgatewayBackend.Policies;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.providers.Providers;
import dev.agentgateway.policy.Site;
import dev.agentgateway.schema.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an AgentgatewayBackend says, in the words of destinations.
record BackendPlan(Resource<AgentgatewayBackend> resource, Workspace workspace) {

  private static final String FAMILY = "AgentgatewayBackend.policies";

  List<Problem> check() {
    List<Problem> problems = new ArrayList<>();
    AgentgatewayBackend.Spec spec = resource.record().spec();
    sections("spec.policies", spec.policies()).forEach(each -> problems.addAll(each.problems()));
    if (spec.ai() == null) {
      return problems;
    }
    provider(spec.ai().provider(), "spec.ai.provider", problems);
    List<Group> groups = spec.ai().groups();
    for (int g = 0; g < groups.size(); g++) {
      for (int p = 0; p < groups.get(g).providers().size(); p++) {
        NamedProvider named = groups.get(g).providers().get(p);
        String path = "spec.ai.groups[%d].providers[%d]".formatted(g, p);
        provider(named.provider(), path, problems);
        sections(path + ".policies", named.policies())
            .forEach(each -> problems.addAll(each.problems()));
      }
    }
    return problems;
  }

  private void provider(
      AgentgatewayBackend.@Nullable Provider provider, String path, List<Problem> problems) {
    if (provider != null && provider.members().byField().size() > 1) {
      problems.add(
          resource.error(
              path,
              "several providers: %s (expected: exactly one)"
                  .formatted(String.join(", ", provider.members().byField().keySet())),
              "use ai.groups for several",
              "Invalid"));
    }
  }

  /// Whether one of the providers that are acted on is written.
  boolean hasProviders(Ai ai) {
    return groups(ai).stream().anyMatch(group -> !group.isEmpty());
  }

  List<List<ProviderPlan>> groups(Ai ai) {
    List<List<ProviderPlan>> groups = new ArrayList<>();
    if (ai.provider() != null) {
      ProviderPlan plan = plan(null, "spec.ai.provider", ai.provider(), Settings.NONE);
      return plan == null ? List.of() : List.of(List.of(plan));
    }
    for (int g = 0; g < ai.groups().size(); g++) {
      List<ProviderPlan> group = new ArrayList<>();
      List<NamedProvider> named = ai.groups().get(g).providers();
      for (int p = 0; p < named.size(); p++) {
        String path = "spec.ai.groups[%d].providers[%d]".formatted(g, p);
        Settings settings = settings(path + ".policies", named.get(p).policies());
        ProviderPlan plan = plan(named.get(p).name(), path, named.get(p).provider(), settings);
        if (plan != null) {
          group.add(plan);
        }
      }
      groups.add(group);
    }
    return groups;
  }

  private static @Nullable ProviderPlan plan(
      @Nullable String name, String path, AgentgatewayBackend.Provider written, Settings settings) {
    for (Map.Entry<String, Record> member : written.members().byField().entrySet()) {
      Provider provider = Providers.find(member.getKey());
      if (provider != null) {
        return new ProviderPlan(
            name == null ? provider.name() : name,
            path,
            provider,
            provider.settings(member.getValue()),
            written.host(),
            written.port(),
            written.path(),
            written.pathPrefix(),
            settings);
      }
    }
    return null;
  }

  Settings settings(String path, @Nullable Policies policies) {
    if (policies == null) {
      return Settings.NONE;
    }
    List<Setting> settings = new ArrayList<>();
    sections(path, policies).forEach(each -> settings.addAll(each.settings()));
    return ConnectionSettings.with(settings, policies.members(), resource.namespace(), workspace);
  }

  private List<Section> sections(String path, @Nullable Policies policies) {
    if (policies == null) {
      return List.of();
    }
    Members ai = policies.ai() == null ? Members.NONE : policies.ai().members();
    return List.of(
        workspace.sections().compile(resource, path, FAMILY, policies.members(), Site.ANY),
        workspace.sections().compile(resource, path + ".ai", FAMILY + ".ai", ai, Site.ANY));
  }
}
