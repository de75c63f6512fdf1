package dev.agentgateway.config.connection;

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

/// TLS towards a backend, as `policies.tls` has it; `{}` trusts the system's authorities.
///
/// @param mtlsCertificateRef a Secret with `tls.crt` and `tls.key` that is shown to the backend
/// @param caCertificateRefs a ConfigMap or Secret with `ca.crt`, trusted instead of the system's
/// @param insecureSkipVerify what is not checked: `All`, or the `Hostname`
/// @param sni the name that is asked for; absent for the backend's host
/// @param verifySubjectAltNames names of which the certificate must hold one
@Rule(
    value = "!has(self.insecureSkipVerify) || !has(self.verifySubjectAltNames)",
    message = "insecureSkipVerify and verifySubjectAltNames may not be set together")
@Rule(
    value =
        "!has(self.insecureSkipVerify) || self.insecureSkipVerify != 'All' ||"
            + " !has(self.caCertificateRefs)",
    message = "insecureSkipVerify All and caCertificateRefs may not be set together")
public record Tls(
    @Limits(max = 1) List<SecretRef> mtlsCertificateRef,
    @Limits(max = 1) List<CaRef> caCertificateRefs,
    @OneOf({"All", "Hostname"}) @Nullable String insecureSkipVerify,
    @Limits(min = 1, max = 253)
        @Matches("^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
        @Nullable String sni,
    @Limits(max = 16, itemMin = 1, itemMax = 256) List<String> verifySubjectAltNames,
    @Planned @Nullable JsonNode certificateSource,
    @Planned @Nullable JsonNode alpnProtocols,
    @Planned @Nullable JsonNode keyExchangeGroups) {

  public record SecretRef(
      @Required @Limits(min = 1, max = 253) String name,
      @Nullable String group,
      @Nullable String kind) {}

  public record CaRef(
      @Required @Limits(min = 1, max = 253) String name,
      @OneOf({"ConfigMap", "Secret"}) @Default("ConfigMap") String kind) {}
}
