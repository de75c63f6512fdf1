package dev.agentgateway.config.kinds.gateway;

import dev.agentgateway.config.workload.ParametersRef;
import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Ports on which requests are taken, and which routes may be attached to them.
public record Gateway(@Required Spec spec) {

  static final String SECTION =
      "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  static final String HOSTNAME =
      "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  /// @param gatewayClassName `agentgateway`, or a GatewayClass of ours
  /// @param addresses of this Gateway alone, where Gateways do not share those of the machine
  public record Spec(
      @Required @Limits(min = 1, max = 253) String gatewayClassName,
      @Rule(
              value =
                  "self.all(a, self.exists_one(b, a.port == b.port && a.protocol == b.protocol &&"
                      + " (has(a.hostname) ? a.hostname : '') == (has(b.hostname) ? b.hostname :"
                      + " '')))",
              message = "no two listeners may have the same port, protocol and hostname")
          @Required
          @Limits(min = 1, max = 64)
          @Unique("name") List<Listener> listeners,
      @Limits(max = 16) List<Address> addresses,
      @Nullable Infrastructure infrastructure,
      @Planned @Nullable JsonNode allowedListeners,
      @Planned @Nullable JsonNode tls,
      @Planned @Nullable String defaultScope) {}

  /// What its data planes are deployed as, where a controller does that.
  ///
  /// @param labels of all that is deployed
  /// @param annotations of all that is deployed
  /// @param parametersRef an AgentgatewayParameters or GatewayParameters of its namespace
  public record Infrastructure(
      @Limits(max = 8) Map<String, String> labels,
      @Limits(max = 8) Map<String, String> annotations,
      @Nullable ParametersRef parametersRef) {}

  /// @param type IPAddress is the one that can be had
  /// @param value absent for any address
  public record Address(
      @Limits(min = 1, max = 253) @Default("IPAddress") String type,
      @Limits(max = 253) @Nullable String value) {}

  /// @param hostname only requests for this host, or `*.suffix`; absent for any
  /// @param protocol HTTP or HTTPS; others are known to the Gateway API and not served
  @Rule(
      value = "!(self.protocol in ['HTTP', 'TCP', 'UDP']) || !has(self.tls)",
      message = "tls may not be set with the protocols HTTP, TCP and UDP")
  @Rule(
      value = "!(self.protocol in ['TCP', 'UDP']) || !has(self.hostname)",
      message = "hostname may not be set with the protocols TCP and UDP")
  @Rule(
      value = "self.protocol != 'HTTPS' || !has(self.tls) || self.tls.mode == 'Terminate'",
      message = "the mode of tls must be Terminate with the protocol HTTPS")
  public record Listener(
      @Required @Limits(min = 1, max = 253) @Matches(SECTION) String name,
      @Limits(min = 1, max = 253) @Matches(HOSTNAME) @Nullable String hostname,
      @Required @Limits(min = 1, max = 65_535) int port,
      @Required @Limits(min = 1, max = 255) String protocol,
      @Nullable Tls tls,
      @Nullable AllowedRoutes allowedRoutes,
      @Planned @Nullable JsonNode filters) {}

  @Rule(
      value =
          "self.mode != 'Terminate' || (has(self.certificateRefs) && size(self.certificateRefs) > 0)"
              + " || (has(self.options) && size(self.options) > 0)",
      message = "certificateRefs or options must be set when the mode is Terminate")
  public record Tls(
      @OneOf({"Terminate", "Passthrough"}) @Default("Terminate") String mode,
      @Limits(max = 64) List<CertificateRef> certificateRefs,
      @Planned @Nullable JsonNode frontendValidation,
      @Planned @Limits(max = 16) Map<String, String> options) {}

  /// A Secret with `tls.crt` and `tls.key`. In another namespace it needs a ReferenceGrant there.
  public record CertificateRef(
      @Limits(max = 253) @Default("\"\"") String group,
      @Limits(min = 1, max = 63) @Default("Secret") String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 63) @Nullable String namespace) {}

  public record AllowedRoutes(
      @Nullable Namespaces namespaces, @Limits(max = 8) List<RouteKind> kinds) {}

  /// @param from which namespaces routes may come from
  /// @param selector labels of the namespaces, with `from: Selector`
  public record Namespaces(
      @OneOf({"All", "Selector", "Same", "None"}) @Default("Same") String from,
      @Nullable Selector selector) {}

  public record Selector(Map<String, String> matchLabels, List<Expression> matchExpressions) {}

  public record Expression(
      @Required String key,
      @Required @OneOf({"In", "NotIn", "Exists", "DoesNotExist"}) String operator,
      List<String> values) {}

  public record RouteKind(
      @Limits(max = 253) @Default("gateway.networking.k8s.io") String group,
      @Required @Limits(min = 1, max = 63) String kind) {}
}
