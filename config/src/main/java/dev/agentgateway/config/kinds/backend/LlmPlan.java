package dev.agentgateway.config.kinds.backend;

import dev.agentgateway.config.connection.Credentials;
import dev.agentgateway.config.connection.ProviderPlan;
import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.SingleAuthToken;
import dev.agentgateway.llm.providers.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a Backend of type AI says, in the words of destinations.
record LlmPlan(Resource<Backend> resource, Workspace workspace) {

  List<Problem> check() {
    List<Problem> problems = new ArrayList<>();
    Backend.Ai ai = resource.record().spec().ai();
    if (ai == null) {
      return problems;
    }
    if (ai.llm() != null) {
      check(ai.llm(), "spec.ai.llm", problems);
    }
    for (int g = 0; g < ai.priorityGroups().size(); g++) {
      List<Backend.NamedLlm> named = ai.priorityGroups().get(g).providers();
      for (int p = 0; p < named.size(); p++) {
        check(named.get(p).llm(), path(g, p), problems);
      }
    }
    return problems;
  }

  private void check(Backend.Llm llm, String path, List<Problem> problems) {
    if (llm.members().byField().size() > 1) {
      problems.add(
          resource.error(
              path,
              "several providers: %s (expected: exactly one)"
                  .formatted(String.join(", ", llm.members().byField().keySet())),
              "use ai.priorityGroups for several",
              "Invalid"));
    }
  }

  boolean hasProviders(Backend.Ai ai) {
    return groups(ai).stream().anyMatch(group -> !group.isEmpty());
  }

  List<List<ProviderPlan>> groups(Backend.Ai ai) {
    if (ai.llm() != null) {
      ProviderPlan plan = plan(null, "spec.ai.llm", ai.llm());
      return plan == null ? List.of() : List.of(List.of(plan));
    }
    List<List<ProviderPlan>> groups = new ArrayList<>();
    for (int g = 0; g < ai.priorityGroups().size(); g++) {
      List<ProviderPlan> group = new ArrayList<>();
      List<Backend.NamedLlm> named = ai.priorityGroups().get(g).providers();
      for (int p = 0; p < named.size(); p++) {
        ProviderPlan plan = plan(named.get(p).name(), path(g, p), named.get(p).llm());
        if (plan != null) {
          group.add(plan);
        }
      }
      groups.add(group);
    }
    return groups;
  }

  private static String path(int group, int provider) {
    return "spec.ai.priorityGroups[%d].providers[%d]".formatted(group, provider);
  }

  private @Nullable ProviderPlan plan(@Nullable String name, String path, Backend.Llm llm) {
    for (Map.Entry<String, Record> member : llm.members().byField().entrySet()) {
      Provider provider = Providers.find(member.getKey());
      if (provider != null) {
        SingleAuthToken token = provider.authToken(member.getValue());
        Settings settings =
            token == null ? Settings.NONE : new Settings(List.of(), credential(token, llm), null);
        return new ProviderPlan(
            name == null ? provider.name() : name,
            path,
            provider,
            provider.settings(member.getValue()),
            llm.host(),
            llm.port(),
            llm.path() == null ? null : llm.path().full(),
            null,
            settings);
      }
    }
    return null;
  }

  private Resolved<Credential> credential(SingleAuthToken token, Backend.Llm llm) {
    Resolved<Credential> found = Credentials.of(token, resource.namespace(), workspace);
    Backend.AuthHeader header = llm.authHeader();
    return header == null ? found : Credentials.in(found, header.headerName(), header.prefix());
  }
}
