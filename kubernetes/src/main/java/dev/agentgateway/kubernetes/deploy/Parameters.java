package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Resources;
import dev.agentgateway.config.kinds.gateway.Gateway;
import dev.agentgateway.config.kinds.gatewayclass.GatewayClass;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.workload.ParametersRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is asked for one Gateway's data planes: by its class, and by itself, which counts more.
record Parameters(Wishes ofClass, Wishes own) {

  static final Parameters NONE = new Parameters(Wishes.NONE, Wishes.NONE);

  private static final Set<String> QUIET = Set.of("warn", "warning", "error", "off");

  /// As they are in force.
  static Parameters of(ResourceKey gateway, Resources resources) {
    if (!(record(resources, gateway) instanceof Gateway(Gateway.Spec spec))) {
      return NONE;
    }
    Gateway.Infrastructure infrastructure = spec.infrastructure();
    ParametersRef ref = infrastructure == null ? null : infrastructure.parametersRef();
    ResourceKey own =
        ref == null
            ? null
            : new ResourceKey(ref.group(), ref.kind(), gateway.namespace(), ref.name());
    return new Parameters(
        read(resources, ofClass(resources, gateway.group(), spec.gatewayClassName())),
        read(resources, own));
  }

  private static @Nullable ResourceKey ofClass(Resources resources, String group, String name) {
    if (record(resources, new ResourceKey(group, "GatewayClass", "", name))
            instanceof GatewayClass(GatewayClass.Spec spec)
        && spec.parametersRef() != null) {
      GatewayClass.ParametersRef ref = spec.parametersRef();
      String namespace = ref.namespace();
      return new ResourceKey(
          ref.group(), ref.kind(), namespace == null ? "" : namespace, ref.name());
    }
    return null;
  }

  private static Wishes read(Resources resources, @Nullable ResourceKey key) {
    return ParametersReader.read(key == null ? null : record(resources, key));
  }

  private static @Nullable Record record(Resources resources, ResourceKey key) {
    Resource<?> resource = resources.find(key);
    return resource == null ? null : resource.record();
  }

  boolean isSelfManaged() {
    return Boolean.TRUE.equals(last(Wishes::isSelfManaged));
  }

  /// Deployment or DaemonSet.
  String workload() {
    String asked = last(Wishes::workload);
    return asked == null ? "Deployment" : asked;
  }

  String image(String usual) {
    return ImageName.parse(usual).with(ofClass.image()).with(own.image()).written();
  }

  /// What the data plane is started with besides.
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    String level = last(Wishes::logLevel);
    if (level != null && QUIET.contains(level.toLowerCase(Locale.ROOT))) {
      arguments.add("--quiet");
    }
    String format = last(Wishes::logFormat);
    if (format != null) {
      arguments.addAll(List.of("--log-format", format));
    }
    Wishes.Shutdown shutdown = last(Wishes::shutdown);
    if (shutdown != null) {
      long drain = Math.max(0, shutdown.maxSeconds() - shutdown.minSeconds() - 1);
      arguments.addAll(List.of("--linger-seconds", String.valueOf(shutdown.minSeconds())));
      arguments.addAll(List.of("--drain-seconds", String.valueOf(drain)));
    }
    return arguments;
  }

  /// Changes of the objects, in their order.
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    Wishes.Shutdown shutdown = last(Wishes::shutdown);
    if (shutdown != null) {
      changes.add(
          new Patch()
              .set("spec.template.spec.terminationGracePeriodSeconds", shutdown.maxSeconds())
              .of(Change.WORKLOAD));
    }
    changes.addAll(ofClass.fields());
    changes.addAll(own.fields());
    changes.addAll(ofClass.overlays());
    changes.addAll(own.overlays());
    return changes;
  }

  /// Kinds of objects that are there because they are asked for.
  Set<String> extras() {
    Set<String> extras = new LinkedHashSet<>(ofClass.extras());
    extras.addAll(own.extras());
    return extras;
  }

  private <T> @Nullable T last(Function<Wishes, @Nullable T> wish) {
    T asked = wish.apply(own);
    return asked == null ? wish.apply(ofClass) : asked;
  }
}
