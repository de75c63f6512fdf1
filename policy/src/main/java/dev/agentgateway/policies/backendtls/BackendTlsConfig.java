package dev.agentgateway.policies.backendtls;

import dev.agentgateway.policy.HostText;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How an upstream is spoken to in TLS. Empty: the system's authorities, the upstream's host name.
///
/// @param mtlsCertificateRef a Secret with `tls.crt` and `tls.key`, shown to the upstream
/// @param caCertificateRefs a ConfigMap or Secret with `ca.crt`, instead of the system's
///   authorities
/// @param insecureSkipVerify `All` verifies nothing, `Hostname` everything but the name
/// @param sni the name asked for in TLS
/// @param verifySubjectAltNames names of which the certificate must hold one
@Rule(
    value = "!(has(self.insecureSkipVerify) && has(self.verifySubjectAltNames))",
    message = "at most one of insecureSkipVerify and verifySubjectAltNames may be set")
@Rule(
    value =
        "!has(self.insecureSkipVerify) || self.insecureSkipVerify != 'All' ||"
            + " !has(self.caCertificateRefs)",
    message = "caCertificateRefs verify nothing when insecureSkipVerify is All")
public record BackendTlsConfig(
    @OneOf({"Inline", "SPIFFE"}) @Planned @Nullable String certificateSource,
    @Limits(max = 1) List<SecretRef> mtlsCertificateRef,
    @Limits(max = 1) List<CaRef> caCertificateRefs,
    @OneOf({"All", "Hostname"}) @Nullable String insecureSkipVerify,
    @Limits(min = 1, max = HostText.LENGTH_MAX) @Matches(HostText.PATTERN) @Nullable String sni,
    @Limits(max = 16, itemMin = 1, itemMax = 256) List<String> verifySubjectAltNames,
    @Planned @Nullable JsonNode alpnProtocols,
    @Planned @Nullable JsonNode keyExchangeGroups) {

  public BackendTlsConfig {
    mtlsCertificateRef = List.copyOf(mtlsCertificateRef);
    caCertificateRefs = List.copyOf(caCertificateRefs);
    verifySubjectAltNames = List.copyOf(verifySubjectAltNames);
  }

  /// A Secret in the same namespace.
  public record SecretRef(
      @Required @Limits(min = 1, max = 253) String name,
      @Nullable String group,
      @Nullable String kind) {}

  /// Authorities in the same namespace, under the key `ca.crt`.
  public record CaRef(
      @Required @Limits(min = 1, max = 253) String name,
      @Default("\"ConfigMap\"") @OneOf({"ConfigMap", "Secret"}) String kind) {}
}
