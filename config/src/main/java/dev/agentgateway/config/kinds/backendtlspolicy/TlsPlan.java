package dev.agentgateway.config.kinds.backendtlspolicy;

import dev.agentgateway.config.connection.UpstreamTlsSettings;
import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.http.UpstreamTls;
import java.util.ArrayList;
import java.util.List;

/// What a policy's validation came to.
///
/// @param settings broken when there is no authority to trust
/// @param faults of references; with one that holds, the others are left out
record TlsPlan(Resolved<UpstreamTls> settings, List<Fault> faults) {

  /// @param at where it stands in the policy
  /// @param reason of the condition ResolvedRefs
  record Fault(String at, String cause, String reason) {}

  TlsPlan {
    faults = List.copyOf(faults);
  }

  static TlsPlan of(BackendTlsPolicy.Validation validation, String namespace, Workspace workspace) {
    List<String> authorities = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    List<BackendTlsPolicy.CaRef> refs = validation.caCertificateRefs();
    for (int i = 0; i < refs.size(); i++) {
      BackendTlsPolicy.CaRef ref = refs.get(i);
      String at = "spec.validation.caCertificateRefs[" + i + "]";
      if (!ref.group().isEmpty()
          || !(ref.kind().equals("ConfigMap") || ref.kind().equals("Secret"))) {
        String cause = "%s %s is no ConfigMap".formatted(ref.kind(), ref.name());
        faults.add(new Fault(at, cause, "InvalidKind"));
        continue;
      }
      Resolved<String> authority =
          UpstreamTlsSettings.authority(ref.kind(), namespace, ref.name(), workspace);
      if (authority.value() == null) {
        faults.add(new Fault(at, authority.cause(), "InvalidCACertificateRef"));
      } else {
        authorities.add(authority.value());
      }
    }
    return authorities.isEmpty() && !faults.isEmpty()
        ? new TlsPlan(Resolved.broken(faults.getFirst().cause()), faults)
        : new TlsPlan(Resolved.of(tls(validation, authorities)), faults);
  }

  private static UpstreamTls tls(BackendTlsPolicy.Validation validation, List<String> authorities) {
    List<String> names = new ArrayList<>();
    for (BackendTlsPolicy.AltName name : validation.subjectAltNames()) {
      String text = name.type().equals("URI") ? name.uri() : name.hostname();
      if (text != null) {
        names.add(text);
      }
    }
    return new UpstreamTls(
        validation.hostname(), UpstreamTls.Verify.FULL, authorities, null, names);
  }
}
