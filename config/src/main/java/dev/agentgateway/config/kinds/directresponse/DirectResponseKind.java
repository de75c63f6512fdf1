package dev.agentgateway.config.kinds.directresponse;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.policy.Site;
import java.util.List;

/// A filter that answers.
public final class DirectResponseKind implements Kind<DirectResponse> {

  @Override
  public String group() {
    return "gateway.kgateway.dev";
  }

  @Override
  public String name() {
    return "DirectResponse";
  }

  @Override
  public List<String> versions() {
    return List.of("v1alpha1");
  }

  @Override
  public Class<DirectResponse> type() {
    return DirectResponse.class;
  }

  @Override
  public List<Problem> check(Resource<DirectResponse> resource, Workspace workspace) {
    return section(resource, workspace).problems();
  }

  @Override
  public void declare(Resource<DirectResponse> resource, Workspace workspace) {
    workspace.filter(
        resource.key(), new Settings(section(resource, workspace).settings(), null, null));
  }

  private static Sections.Section section(Resource<DirectResponse> resource, Workspace workspace) {
    return workspace
        .sections()
        .compile(resource, "", "DirectResponse", resource.record().members(), Site.ANY);
  }
}
