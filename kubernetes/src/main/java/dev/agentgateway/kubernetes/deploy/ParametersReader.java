package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.kinds.agentgatewayparameters.AgentgatewayParameters;
import dev.agentgateway.config.kinds.agentgatewayparameters.AgentgatewayParameters.Overlay;
import dev.agentgateway.config.kinds.gatewayparameters.GatewayParameters;
import dev.agentgateway.config.kinds.gatewayparameters.GatewayParameters.Agentgateway;
import dev.agentgateway.config.kinds.gatewayparameters.GatewayParameters.Kube;
import dev.agentgateway.config.kinds.gatewayparameters.GatewayParameters.PodTemplate;
import dev.agentgateway.config.workload.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what either kind of parameters asks for.
final class ParametersReader {

  private static final String POD = "spec.template.spec.";
  private static final String POD_METADATA = "spec.template.metadata.";

  private ParametersReader() {}

  /// Nothing where there are none.
  static Wishes read(@Nullable Record parameters) {
    return switch (parameters) {
      case AgentgatewayParameters(AgentgatewayParameters.Spec spec) when spec != null -> of(spec);
      case GatewayParameters(GatewayParameters.Spec spec) when spec != null -> of(spec);
      case null, default -> Wishes.NONE;
    };
  }

  private static Wishes of(AgentgatewayParameters.Spec spec) {
    AgentgatewayParameters.Workload workload = spec.workload();
    AgentgatewayParameters.Logging logging = spec.logging();
    AgentgatewayParameters.Shutdown shutdown = spec.shutdown();
    List<Change> fields =
        List.of(
            new Patch()
                .pulled(spec.image())
                .variables(spec.env())
                .set("resources", spec.resources())
                .ofContainer());
    Map<String, Overlay> written = new LinkedHashMap<>();
    put(written, "Deployment", spec.deployment());
    put(written, "DaemonSet", spec.daemonSet());
    put(written, "Service", spec.service());
    put(written, "ServiceAccount", spec.serviceAccount());
    put(written, DataPlane.BUDGET, spec.podDisruptionBudget());
    put(written, DataPlane.SCALER, spec.horizontalPodAutoscaler());
    List<Change> overlays = new ArrayList<>();
    written.forEach((kind, overlay) -> overlays.add(change(kind, overlay)));
    return new Wishes(
        null,
        workload == null ? null : workload.kind(),
        spec.image(),
        logging == null ? null : logging.level(),
        logging == null ? null : logging.format(),
        shutdown == null ? null : new Wishes.Shutdown(shutdown.min(), shutdown.max()),
        fields,
        overlays,
        DataPlane.EXTRAS.stream().filter(written::containsKey).toList());
  }

  private static void put(Map<String, Overlay> written, String kind, @Nullable Overlay overlay) {
    if (overlay != null) {
      written.put(kind, overlay);
    }
  }

  private static Change change(String kind, Overlay overlay) {
    Patch patch = new Patch().set("spec", overlay.spec());
    if (overlay.metadata() != null) {
      patch
          .set("metadata.labels", overlay.metadata().labels())
          .set("metadata.annotations", overlay.metadata().annotations());
    }
    return patch.of(kind);
  }

  private static Wishes of(GatewayParameters.Spec spec) {
    Kube kube = spec.kube();
    if (kube == null) {
      return spec.selfManaged() == null
          ? Wishes.NONE
          : new Wishes(true, null, null, null, null, null, List.of(), List.of(), List.of());
    }
    Agentgateway container = kube.agentgateway();
    Image image = container == null ? null : container.image();
    List<Change> fields = new ArrayList<>();
    if (Boolean.TRUE.equals(kube.omitDefaultSecurityContext())) {
      fields.add(new Patch().remove(POD + "securityContext").of(Change.WORKLOAD));
      fields.add(new Patch().remove("securityContext").ofContainer());
    }
    if (kube.deployment() != null) {
      Integer replicas = kube.deployment().replicas();
      fields.add(
          new Patch()
              .set("spec.replicas", replicas == null ? null : Long.valueOf(replicas))
              .set("spec.strategy", kube.deployment().strategy())
              .of("Deployment"));
    }
    if (kube.podTemplate() != null) {
      fields.add(pod(kube.podTemplate()).of(Change.WORKLOAD));
      fields.add(
          new Patch()
              .set("startupProbe", kube.podTemplate().startupProbe())
              .set("readinessProbe", kube.podTemplate().readinessProbe())
              .set("livenessProbe", kube.podTemplate().livenessProbe())
              .ofContainer());
    }
    if (container != null) {
      fields.add(
          new Patch()
              .pulled(image)
              .variables(container.env())
              .set("securityContext", container.securityContext())
              .set("resources", container.resources())
              .set("volumeMounts", container.extraVolumeMounts())
              .ofContainer());
    }
    fields.addAll(around(kube));
    String level = container == null ? null : container.logLevel();
    return new Wishes(false, null, image, level, null, null, fields, List.of(), List.of());
  }

  private static Patch pod(PodTemplate pod) {
    return new Patch()
        .set(POD_METADATA + "labels", pod.extraLabels())
        .set(POD_METADATA + "annotations", pod.extraAnnotations())
        .set(POD + "securityContext", pod.securityContext())
        .set(POD + "imagePullSecrets", pod.imagePullSecrets())
        .set(POD + "nodeSelector", pod.nodeSelector())
        .set(POD + "affinity", pod.affinity())
        .set(POD + "tolerations", pod.tolerations())
        .set(POD + "terminationGracePeriodSeconds", pod.terminationGracePeriodSeconds())
        .set(POD + "topologySpreadConstraints", pod.topologySpreadConstraints())
        .set(POD + "volumes", pod.extraVolumes());
  }

  /// What is not the workload.
  private static List<Change> around(Kube kube) {
    List<Change> changes = new ArrayList<>();
    if (kube.service() != null) {
      changes.add(
          new Patch()
              .set("metadata.labels", kube.service().extraLabels())
              .set("metadata.annotations", kube.service().extraAnnotations())
              .set("spec.type", kube.service().type())
              .set("spec.clusterIP", kube.service().clusterIP())
              .set("spec.ports", kube.service().ports())
              .set("spec.externalTrafficPolicy", kube.service().externalTrafficPolicy())
              .of("Service"));
    }
    if (kube.serviceAccount() != null) {
      changes.add(
          new Patch()
              .set("metadata.labels", kube.serviceAccount().extraLabels())
              .set("metadata.annotations", kube.serviceAccount().extraAnnotations())
              .of("ServiceAccount"));
    }
    return changes;
  }
}
