package dev.agentgateway.apiserver.apply;

import dev.agentgateway.apiserver.documents.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fields of an object, as a tree of steps: `f:name` a field, `k:{…}` an item by its keys, `v:…` an
/// item by its value.
///
/// The form of `fieldsV1`: a step that is a member and has others below it says so with `.`.
public final class FieldSet {

  private boolean isMember;
  private final TreeMap<String, FieldSet> below = new TreeMap<>();

  public static FieldSet read(JsonNode document) {
    FieldSet set = new FieldSet();
    for (Map.Entry<String, JsonNode> step : document.properties()) {
      if (step.getKey().equals(".")) {
        set.isMember = true;
      } else {
        FieldSet child = read(step.getValue());
        child.isMember |= step.getValue().isEmpty();
        set.below.put(step.getKey(), child);
      }
    }
    return set;
  }

  public ObjectNode write() {
    ObjectNode document = Json.object();
    if (isMember && !below.isEmpty()) {
      document.putObject(".");
    }
    below.forEach((step, child) -> document.set(step, child.write()));
    return document;
  }

  public boolean isMember() {
    return isMember;
  }

  void markMember() {
    isMember = true;
  }

  public Map<String, FieldSet> below() {
    return below;
  }

  public @Nullable FieldSet at(String step) {
    return below.get(step);
  }

  FieldSet step(String step) {
    return below.computeIfAbsent(step, _ -> new FieldSet());
  }

  public boolean isEmpty() {
    return !isMember && below.isEmpty();
  }

  FieldSet copy() {
    return new FieldSet().plus(this);
  }

  /// Adds the members of another set.
  FieldSet plus(FieldSet other) {
    isMember |= other.isMember;
    other.below.forEach((step, child) -> step(step).plus(child));
    return this;
  }

  /// Takes the members of another set out.
  FieldSet minus(FieldSet other) {
    if (other.isMember) {
      isMember = false;
    }
    other.below.forEach((step, child) -> {
      FieldSet mine = below.get(step);
      if (mine != null && mine.minus(child).isEmpty()) {
        below.remove(step);
      }
    });
    return this;
  }

  /// Takes out a step with all below it.
  void drop(String step) {
    below.remove(step);
  }

  /// Takes out all but one step.
  void keepOnly(String step) {
    below.keySet().retainAll(List.of(step));
    isMember = false;
  }

  /// Members of both.
  FieldSet and(FieldSet other) {
    FieldSet both = new FieldSet();
    both.isMember = isMember && other.isMember;
    below.forEach((step, child) -> {
      FieldSet theirs = other.below.get(step);
      if (theirs != null) {
        FieldSet common = child.and(theirs);
        if (!common.isEmpty()) {
          both.below.put(step, common);
        }
      }
    });
    return both;
  }

  /// The members as paths: `.spec.listeners[name="http"].port`.
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String path, List<String> paths) {
    if (isMember) {
      paths.add(path);
    }
    below.forEach((step, child) -> child.collect(path + spelled(step), paths));
  }

  private static String spelled(String step) {
    String rest = step.substring(2);
    return switch (step.charAt(0)) {
      case 'f' -> "." + rest;
      case 'v' -> "[=" + rest + "]";
      default -> keys(rest);
    };
  }

  private static String keys(String json) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> key :
        Json.ours(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)).properties()) {
      parts.add(key.getKey() + "=" + key.getValue());
    }
    return "[" + String.join(",", parts) + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldSet that && isMember == that.isMember && below.equals(that.below);
  }

  @Override
  public int hashCode() {
    return 31 * below.hashCode() + (isMember ? 1 : 0);
  }
}
