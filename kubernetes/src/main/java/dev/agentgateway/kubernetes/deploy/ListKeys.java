package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.schema.patch.Strategy;
import java.util.Map;
import java.util.Set;

/// Which lists of workloads, Services and accounts are merged, and by which key, as Kubernetes has
/// it in its types.
///
/// @param name of the field
/// @param isInContainer whether a container is around it
record ListKeys(String name, boolean isInContainer) implements Strategy {

  static final ListKeys OBJECT = new ListKeys("", false);

  private static final Set<String> CONTAINERS =
      Set.of("containers", "initContainers", "ephemeralContainers");

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("env", "name"),
          Map.entry("volumes", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("hostAliases", "ip"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("secrets", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  @Override
  public Strategy field(String field) {
    return new ListKeys(field, isInContainer || CONTAINERS.contains(name));
  }

  @Override
  public Strategy items() {
    return this;
  }

  @Override
  public boolean isMerged() {
    return name.equals("ports") || name.equals("finalizers") || KEYS.containsKey(name);
  }

  @Override
  public String mergeKey() {
    if (name.equals("ports")) {
      return isInContainer ? "containerPort" : "port";
    }
    return KEYS.getOrDefault(name, "");
  }
}
