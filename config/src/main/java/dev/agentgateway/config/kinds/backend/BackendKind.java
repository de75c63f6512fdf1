package dev.agentgateway.config.kinds.backend;

import dev.agentgateway.config.connection.AiDestination;
import dev.agentgateway.config.connection.BackendReport;
import dev.agentgateway.config.connection.BrokenDestination;
import dev.agentgateway.config.connection.HostDestination;
import dev.agentgateway.config.connection.ProviderPlan;
import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import java.util.ArrayList;
import java.util.List;

/// A destination of routes as 2.1 wrote it.
public final class BackendKind implements Kind<Backend> {

  @Override
  public String group() {
    return "gateway.kgateway.dev";
  }

  @Override
  public String name() {
    return "Backend";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<Backend> type() {
    return Backend.class;
  }

  @Override
  public boolean isDestination() {
    return true;
  }

  @Override
  public List<Problem> check(Resource<Backend> resource, Workspace workspace) {
    List<Problem> problems = new ArrayList<>();
    Backend.Spec spec = resource.record().spec();
    String block = block(spec);
    if (spec.type() == null) {
      problems.add(
          resource.warning(
              "spec", "type is missing", "write type: %s".formatted(block), "Doubtful"));
    } else if (!block.isEmpty() && !spec.type().equals(block)) {
      problems.add(
          resource.error(
              "spec.type",
              "type %s with the block of %s".formatted(spec.type(), block),
              "write type: %s".formatted(block),
              "Invalid"));
    }
    if (spec.fixed() != null && spec.fixed().hosts().size() > 1) {
      problems.add(
          resource.error(
              "spec.static.hosts",
              "%d hosts (expected: exactly one)".formatted(spec.fixed().hosts().size()),
              "write one Backend for each, and weights in the HTTPRoute",
              "Invalid"));
    }
    problems.addAll(new LlmPlan(resource, workspace).check());
    return problems;
  }

  @Override
  public void declare(Resource<Backend> resource, Workspace workspace) {
    Destination destination = destination(resource, workspace);
    List<String> providers =
        destination instanceof AiDestination ai
            ? ai.groups().stream().flatMap(List::stream).map(ProviderPlan::name).toList()
            : List.of();
    workspace.target(resource, providers);
    workspace.destination(resource.key(), destination);
  }

  @Override
  public void conclude(Resource<Backend> resource, Workspace workspace) {
    BackendReport.conclude(resource, workspace);
  }

  private static Destination destination(Resource<Backend> resource, Workspace workspace) {
    Backend.Spec spec = resource.record().spec();
    if (spec.fixed() != null) {
      Backend.Host host = spec.fixed().hosts().getFirst();
      return new HostDestination(
          resource.key(), host.host(), host.port(), Settings.NONE, workspace);
    }
    if (spec.ai() != null) {
      LlmPlan plan = new LlmPlan(resource, workspace);
      if (plan.hasProviders(spec.ai())) {
        return new AiDestination(resource.key(), plan.groups(spec.ai()), Settings.NONE, workspace);
      }
    }
    return new BrokenDestination(resource.key(), "nothing in it is acted on yet");
  }

  /// The type whose block is written; empty for types that are not acted on.
  private static String block(Backend.Spec spec) {
    return spec.ai() != null ? "AI" : spec.fixed() != null ? "Static" : "";
  }
}
