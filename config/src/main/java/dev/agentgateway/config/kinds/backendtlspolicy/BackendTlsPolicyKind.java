package dev.agentgateway.config.kinds.backendtlspolicy;

import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.PolicyTargets;
import dev.agentgateway.config.kind.PolicyTargets.Ref;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import java.util.ArrayList;
import java.util.List;

/// Attaches TLS to Services and backends.
public final class BackendTlsPolicyKind implements Kind<BackendTlsPolicy> {

  private static final List<GroupKind> TARGETS =
      List.of(
          new GroupKind("", "Service"),
          new GroupKind("gateway.kgateway.dev", "Backend"),
          new GroupKind("agentgateway.dev", "AgentgatewayBackend"));

  @Override
  public String group() {
    return "gateway.networking.k8s.io";
  }

  @Override
  public String name() {
    return "BackendTLSPolicy";
  }

  @Override
  public List<String> versions() {
    return List.of("v1", "v1alpha3");
  }

  @Override
  public Class<BackendTlsPolicy> type() {
    return BackendTlsPolicy.class;
  }

  @Override
  public List<Problem> check(Resource<BackendTlsPolicy> resource, Workspace workspace) {
    BackendTlsPolicy.Validation validation = resource.record().spec().validation();
    if (validation.caCertificateRefs().isEmpty()
        == (validation.wellKnownCACertificates() == null)) {
      return List.of(
          resource.error(
              "spec.validation",
              "exactly one of caCertificateRefs and wellKnownCACertificates must be set",
              "",
              "Invalid"));
    }
    return List.of();
  }

  @Override
  public void declare(Resource<BackendTlsPolicy> resource, Workspace workspace) {
    targets(resource, workspace)
        .attach(refs(resource), new Settings(List.of(), null, tls(resource, workspace).settings()));
  }

  @Override
  public void conclude(Resource<BackendTlsPolicy> resource, Workspace workspace) {
    TlsPlan tls = tls(resource, workspace);
    for (TlsPlan.Fault fault : tls.faults()) {
      workspace.book().report(resource.error(fault.at(), fault.cause(), "", fault.reason()));
    }
    targets(resource, workspace).report(refs(resource));
    new TlsPolicyReport(resource, workspace, tls).conclude(refs(resource));
  }

  private static PolicyTargets targets(Resource<BackendTlsPolicy> resource, Workspace workspace) {
    return new PolicyTargets(resource, TARGETS, workspace);
  }

  private static TlsPlan tls(Resource<BackendTlsPolicy> resource, Workspace workspace) {
    return TlsPlan.of(resource.record().spec().validation(), resource.namespace(), workspace);
  }

  private static List<Ref> refs(Resource<BackendTlsPolicy> resource) {
    List<Ref> refs = new ArrayList<>();
    List<BackendTlsPolicy.TargetRef> written = resource.record().spec().targetRefs();
    for (int i = 0; i < written.size(); i++) {
      BackendTlsPolicy.TargetRef ref = written.get(i);
      refs.add(
          new Ref(
              new GroupKind(ref.group(), ref.kind()),
              ref.name(),
              null,
              ref.sectionName(),
              "spec.targetRefs[" + i + "]"));
    }
    return refs;
  }
}
