package dev.agentgateway.config.kinds.gatewayparameters;

import dev.agentgateway.config.workload.Image;
import dev.agentgateway.config.workload.Variable;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Rule;
import dev.agentgateway.schema.Unique;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How data planes are deployed, or that they are not. A GatewayClass or a Gateway refers to it by
/// `parametersRef`.
public record GatewayParameters(@Nullable Spec spec) {

  /// @param kube what is deployed
  /// @param selfManaged nothing is deployed: whoever runs the data planes does it by himself
  @Rule(
      value = "!has(self.kube) || !has(self.selfManaged)",
      message = "kube and selfManaged may not be set together")
  public record Spec(@Nullable Kube kube, @Nullable JsonNode selfManaged) {}

  /// @param omitDefaultSecurityContext leaves out the security settings of pod and container
  public record Kube(
      @Nullable Deployment deployment,
      @Nullable PodTemplate podTemplate,
      @Nullable Service service,
      @Nullable ServiceAccount serviceAccount,
      @Nullable Agentgateway agentgateway,
      @Nullable Boolean omitDefaultSecurityContext,
      @Planned @Nullable JsonNode envoyContainer,
      @Planned @Nullable JsonNode sdsContainer,
      @Planned @Nullable JsonNode istio,
      @Planned @Nullable JsonNode stats,
      @Planned @Nullable JsonNode aiExtension,
      @Planned @Nullable Boolean floatingUserId) {}

  public record Deployment(
      @Limits(min = 0) @Nullable Integer replicas, @Nullable JsonNode strategy) {}

  /// Fields of a pod. Those that are lists take the place of what was there, but for volumes, which
  /// are added.
  public record PodTemplate(
      Map<String, String> extraLabels,
      Map<String, String> extraAnnotations,
      @Nullable JsonNode securityContext,
      @Nullable JsonNode imagePullSecrets,
      @Nullable JsonNode nodeSelector,
      @Nullable JsonNode affinity,
      @Nullable JsonNode tolerations,
      @Planned @Nullable GracefulShutdown gracefulShutdown,
      @Limits(min = 0) @Nullable Long terminationGracePeriodSeconds,
      @Nullable JsonNode startupProbe,
      @Nullable JsonNode readinessProbe,
      @Nullable JsonNode livenessProbe,
      @Nullable JsonNode topologySpreadConstraints,
      @Nullable JsonNode extraVolumes) {}

  public record GracefulShutdown(
      @Nullable Boolean enabled, @Limits(min = 0) @Nullable Integer sleepTimeSeconds) {}

  public record Service(
      @OneOf({"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"}) @Nullable String type,
      @Nullable String clusterIP,
      Map<String, String> extraLabels,
      Map<String, String> extraAnnotations,
      @Nullable JsonNode ports,
      @Nullable String externalTrafficPolicy) {}

  public record ServiceAccount(
      Map<String, String> extraLabels, Map<String, String> extraAnnotations) {}

  /// The container.
  ///
  /// @param logLevel `warn` and `error` leave out what is no warning; others are as `info`
  public record Agentgateway(
      @Nullable Boolean enabled,
      @Nullable String logLevel,
      @Nullable Image image,
      @Nullable JsonNode securityContext,
      @Nullable JsonNode resources,
      @Unique("name") List<Variable> env,
      @Planned @Nullable String customConfigMapName,
      @Nullable JsonNode extraVolumeMounts) {}
}
