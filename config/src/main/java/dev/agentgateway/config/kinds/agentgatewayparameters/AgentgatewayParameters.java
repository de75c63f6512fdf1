package dev.agentgateway.config.kinds.agentgatewayparameters;

import dev.agentgateway.config.workload.Image;
import dev.agentgateway.config.workload.Variable;
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

/// How data planes are deployed. A GatewayClass or a Gateway refers to it by `parametersRef`; what
/// a Gateway's says counts more, and overlays count more than the fields before them.
public record AgentgatewayParameters(@Nullable Spec spec) {

  /// @param env variables of the container, over those it has
  /// @param resources of the container, as in a pod
  /// @param deployment changes the Deployment as it would be without
  /// @param daemonSet changes the DaemonSet as it would be without
  /// @param service changes the Service as it would be without
  /// @param serviceAccount changes the ServiceAccount as it would be without
  /// @param podDisruptionBudget there is one for the pods when this is written
  /// @param horizontalPodAutoscaler there is one for the Deployment when this is written
  @Rule(
      value = "!has(self.deployment) || !has(self.workload) || self.workload.kind != 'DaemonSet'",
      message = "deployment may not be set with workload.kind DaemonSet")
  @Rule(
      value = "!has(self.daemonSet) || (has(self.workload) && self.workload.kind == 'DaemonSet')",
      message = "daemonSet needs workload.kind DaemonSet")
  @Rule(
      value =
          "!has(self.horizontalPodAutoscaler) || !has(self.workload) ||"
              + " self.workload.kind != 'DaemonSet'",
      message = "horizontalPodAutoscaler may not be set with workload.kind DaemonSet")
  public record Spec(
      @Nullable Workload workload,
      @Nullable Logging logging,
      @Planned @Nullable JsonNode rawConfig,
      @Nullable Image image,
      @Unique("name") List<Variable> env,
      @Nullable JsonNode resources,
      @Nullable Shutdown shutdown,
      @Planned @Nullable Istio istio,
      @Planned @Nullable Spiffe spiffe,
      @Planned @Nullable ModelCatalog modelCatalog,
      @Nullable Overlay deployment,
      @Nullable Overlay daemonSet,
      @Nullable Overlay service,
      @Nullable Overlay serviceAccount,
      @Nullable Overlay podDisruptionBudget,
      @Nullable Overlay horizontalPodAutoscaler) {}

  /// @param kind Deployment, with as many replicas as it is scaled to, or DaemonSet, with one on
  ///   each node
  public record Workload(@OneOf({"Deployment", "DaemonSet"}) @Default("Deployment") String kind) {}

  /// @param level `warn` and `error` leave out what is no warning; others are as `info`
  /// @param format of log lines
  public record Logging(@Nullable String level, @OneOf({"json", "text"}) @Nullable String format) {}

  /// @param min seconds in which the data plane goes on taking requests after it was asked to end
  /// @param max seconds after which it is ended, `terminationGracePeriodSeconds`
  @Rule(value = "self.min <= self.max", message = "min must be at most max")
  public record Shutdown(
      @Required @Limits(min = 0, max = 31_536_000) long min,
      @Required @Limits(min = 0, max = 31_536_000) long max) {}

  /// How the data plane joins a mesh.
  ///
  /// @param additionalTrustDomains also taken from peers
  public record Istio(
      @Nullable Boolean enabled,
      @Nullable String caAddress,
      @Nullable String trustDomain,
      List<String> additionalTrustDomains,
      @Nullable String clusterId,
      @Nullable String network) {}

  /// Where the data plane's identity comes from.
  public record Spiffe(@Nullable Boolean enabled, @Nullable Socket source) {

    /// The socket of a SPIFFE Workload API.
    @Rule(
        value = "!has(self.csi) || !has(self.hostPath)",
        message = "csi and hostPath may not be set together")
    public record Socket(
        @Nullable Csi csi,
        @Nullable HostPath hostPath,
        @Matches("^/") @Nullable String mountPath,
        @Nullable String socketName) {}

    public record Csi(@Nullable String driver) {}

    public record HostPath(@Required @Limits(min = 1) String path) {}
  }

  /// What models cost.
  ///
  /// @param sources later ones count more
  public record ModelCatalog(List<Source> sources) {

    public record Source(@Nullable Text configMap) {}

    /// @param key of the ConfigMap
    public record Text(
        @Required @Limits(min = 1) String name, @Default("catalog.json") String key) {}
  }

  /// A change of an object.
  ///
  /// @param spec strategic merge patch; `$patch: delete` and `$patch: replace` are honoured
  public record Overlay(@Nullable Meta metadata, @Nullable JsonNode spec) {}

  public record Meta(Map<String, String> labels, Map<String, String> annotations) {}
}
