package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes down what is found.
public final class Book {

  private final List<Problem> problems = new ArrayList<>();
  private final Map<ResourceKey, List<Condition>> conditions = new HashMap<>();
  private final Map<ResourceKey, List<String>> addresses = new HashMap<>();
  private final Map<ResourceKey, Map<String, Integer>> attachedRoutes = new HashMap<>();

  public void report(Problem problem) {
    problems.add(problem);
  }

  public void report(List<Problem> found) {
    problems.addAll(found);
  }

  public void hold(
      ResourceKey resource, Subject subject, String type, String reason, String message) {
    add(resource, new Condition(subject, type, true, reason, message));
  }

  public void fail(
      ResourceKey resource, Subject subject, String type, String reason, String message) {
    add(resource, new Condition(subject, type, false, reason, message));
  }

  public void attachedRoutes(ResourceKey gateway, String listener, int count) {
    attachedRoutes.computeIfAbsent(gateway, _ -> new LinkedHashMap<>()).put(listener, count);
  }

  public void addresses(ResourceKey gateway, List<String> given) {
    addresses.put(gateway, List.copyOf(given));
  }

  public List<String> addresses(ResourceKey resource) {
    return addresses.getOrDefault(resource, List.of());
  }

  public List<Problem> problems() {
    return problems;
  }

  public List<Condition> conditions(ResourceKey resource) {
    return conditions.getOrDefault(resource, List.of());
  }

  public Map<String, Integer> attachedRoutes(ResourceKey resource) {
    return attachedRoutes.getOrDefault(resource, Map.of());
  }

  private void add(ResourceKey resource, Condition condition) {
    conditions.computeIfAbsent(resource, _ -> new ArrayList<>()).add(condition);
  }
}
