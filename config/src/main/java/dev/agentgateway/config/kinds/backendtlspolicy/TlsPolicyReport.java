package dev.agentgateway.config.kinds.backendtlspolicy;

import dev.agentgateway.config.kind.Book;
import dev.agentgateway.config.kind.PolicyTargets.Ref;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells each Gateway that sends requests to a target what became of the policy there. As the
/// Gateway API has it, a policy whose targets no Gateway uses has nothing said about it.
final class TlsPolicyReport {

  private final Resource<BackendTlsPolicy> resource;
  private final Workspace workspace;
  private final TlsPlan tls;

  TlsPolicyReport(Resource<BackendTlsPolicy> resource, Workspace workspace, TlsPlan tls) {
    this.resource = resource;
    this.workspace = workspace;
    this.tls = tls;
  }

  void conclude(List<Ref> refs) {
    Map<ResourceKey, String> conflicts = new LinkedHashMap<>();
    for (Ref ref : refs) {
      ResourceKey target =
          new ResourceKey(
              ref.kind().group(), ref.kind().kind(), resource.namespace(), "" + ref.name());
      String section = ref.section() == null ? "" : ref.section();
      ResourceKey holder = workspace.uses().hold(target, section, resource.key());
      String conflict =
          holder.equals(resource.key())
              ? ""
              : "%s, which is older, targets %s too".formatted(holder, target);
      if (!conflict.isEmpty()) {
        workspace.book().report(resource.warning(ref.at(), conflict, "", "Conflicted"));
      }
      for (ResourceKey gateway : workspace.uses().gatewaysOf(target)) {
        conflicts.merge(gateway, conflict, (before, now) -> before.isEmpty() ? before : now);
      }
    }
    conflicts.forEach(this::tell);
  }

  /// @param conflict empty where one target at least is the policy's own
  private void tell(ResourceKey gateway, String conflict) {
    Book book = workspace.book();
    ResourceKey key = resource.key();
    Subject ancestor = new Subject.Ancestor(gateway, null);
    if (!conflict.isEmpty()) {
      book.fail(key, ancestor, "Accepted", "Conflicted", conflict);
    } else if (tls.settings().value() == null) {
      book.fail(key, ancestor, "Accepted", "NoValidCACertificate", tls.settings().cause());
    } else {
      book.hold(key, ancestor, "Accepted", "Accepted", "Policy accepted");
    }
    if (tls.faults().isEmpty()) {
      book.hold(key, ancestor, "ResolvedRefs", "ResolvedRefs", "All references are resolved");
    } else {
      TlsPlan.Fault first = tls.faults().getFirst();
      book.fail(key, ancestor, "ResolvedRefs", first.reason(), first.cause());
    }
  }
}
