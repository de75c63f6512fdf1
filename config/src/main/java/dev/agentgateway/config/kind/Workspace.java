package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where kinds leave what others may refer to, while one configuration is compiled.
public final class Workspace {

  private final Set<String> controllerNames;
  private final Set<GroupKind> destinationKinds;
  private final Plans plans;
  private final Book book = new Book();
  private final Sections sections = new Sections();
  private final Grants grants = new Grants();
  private final Gateways gateways = new Gateways();
  private final Attachments attachments = new Attachments();
  private final Uses uses = new Uses();
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final Map<String, SecretContent> secrets = new HashMap<>();
  private final Map<String, Map<String, String>> configMaps = new HashMap<>();
  private final Map<String, List<Addresses>> endpoints = new HashMap<>();
  private final Parameters parameters = new Parameters();
  private final Map<ResourceKey, Destination> destinations = new HashMap<>();
  private final Map<ResourceKey, Settings> filters = new HashMap<>();
  private final Map<GroupKind, List<Resource<?>>> targets = new HashMap<>();
  private final Map<ResourceKey, List<String>> sectionsOf = new HashMap<>();
  private final Map<ResourceKey, Resource<?>> targetsByKey = new HashMap<>();

  /// Addresses behind a Service.
  ///
  /// @param ports by the name of the Service's port
  public record Addresses(Map<String, Integer> ports, List<String> addresses) {}

  /// @param controllerNames GatewayClasses with one of them are ours
  /// @param destinationKinds kinds that routes may send requests to
  public Workspace(Set<String> controllerNames, Set<GroupKind> destinationKinds, Plans plans) {
    this.controllerNames = Set.copyOf(controllerNames);
    this.destinationKinds = Set.copyOf(destinationKinds);
    this.plans = plans;
  }

  public boolean isController(String name) {
    return controllerNames.contains(name);
  }

  public Plans plans() {
    return plans;
  }

  public Book book() {
    return book;
  }

  public Sections sections() {
    return sections;
  }

  public Grants grants() {
    return grants;
  }

  public Gateways gateways() {
    return gateways;
  }

  public Attachments attachments() {
    return attachments;
  }

  public Uses uses() {
    return uses;
  }

  public Parameters parameters() {
    return parameters;
  }

  public void namespace(String name, Map<String, String> labels) {
    namespaceLabels.put(name, labels);
  }

  /// Labels of a namespace, which need not be written to exist.
  public Map<String, String> namespaceLabels(String name) {
    Map<String, String> labels = new HashMap<>(namespaceLabels.getOrDefault(name, Map.of()));
    labels.put("kubernetes.io/metadata.name", name);
    return labels;
  }

  public void secret(String id, SecretContent content) {
    secrets.put(id, content);
  }

  public @Nullable SecretContent findSecret(String namespace, String name) {
    return secrets.get(namespace + "/" + name);
  }

  public void configMap(String id, Map<String, String> values) {
    configMaps.put(id, values);
  }

  public @Nullable Map<String, String> findConfigMap(String namespace, String name) {
    return configMaps.get(namespace + "/" + name);
  }

  public void endpoints(String service, Addresses addresses) {
    endpoints.computeIfAbsent(service, _ -> new ArrayList<>()).add(addresses);
  }

  /// Null when no EndpointSlice names the Service.
  public @Nullable List<Addresses> findEndpoints(String service) {
    return endpoints.get(service);
  }

  public boolean isDestination(GroupKind kind) {
    return destinationKinds.contains(kind);
  }

  public void destination(ResourceKey key, Destination destination) {
    destinations.put(key, destination);
  }

  public @Nullable Destination findDestination(ResourceKey key) {
    return destinations.get(key);
  }

  /// A filter that routes refer to by ExtensionRef.
  public void filter(ResourceKey key, Settings filter) {
    filters.put(key, filter);
  }

  public @Nullable Settings findFilter(ResourceKey key) {
    return filters.get(key);
  }

  /// Something that policies may target.
  ///
  /// @param sections its parts that may be targeted by themselves
  public void target(Resource<?> resource, List<String> sections) {
    targetsByKey.put(resource.key(), resource);
    sectionsOf.put(resource.key(), List.copyOf(sections));
    targets
        .computeIfAbsent(
            new GroupKind(resource.key().group(), resource.key().kind()), _ -> new ArrayList<>())
        .add(resource);
  }

  public List<Resource<?>> targets(GroupKind kind) {
    return targets.getOrDefault(kind, List.of());
  }

  public List<String> sectionsOf(ResourceKey target) {
    return sectionsOf.getOrDefault(target, List.of());
  }

  public @Nullable Resource<?> findTarget(ResourceKey key) {
    return targetsByKey.get(key);
  }
}
