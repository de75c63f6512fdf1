package dev.agentgateway.config.kinds.backendtlspolicy;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// TLS towards the Services and backends that it targets.
public record BackendTlsPolicy(@Required Spec spec) {

  public record Spec(
      @Required @Limits(min = 1, max = 16) List<TargetRef> targetRefs,
      @Required Validation validation,
      @Planned @Limits(max = 16) Map<String, String> options) {}

  public record TargetRef(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName) {}

  /// @param hostname sent as SNI, and checked when there are no `subjectAltNames`
  public record Validation(
      @Limits(max = 8) List<CaRef> caCertificateRefs,
      @OneOf("System") @Nullable String wellKnownCACertificates,
      @Required @Limits(min = 1, max = 253) String hostname,
      @Limits(max = 5) List<AltName> subjectAltNames) {}

  /// A ConfigMap or Secret of this namespace with `ca.crt`.
  public record CaRef(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 253) String name) {}

  public record AltName(
      @Required @OneOf({"Hostname", "URI"}) String type,
      @Nullable String hostname,
      @Nullable String uri) {}
}
