package dev.agentgateway.schema.write;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A kind of resource, as far as it is written about.
///
/// @param versions the newest first: it is the one that is stored
/// @param type what stands beside `metadata`
/// @param status what stands in `status`
/// @param labels of the CRD
/// @param ownership whether the kind is ours to define
public record KindDoc(
    String group,
    List<String> versions,
    String kind,
    String plural,
    List<String> shortNames,
    List<String> categories,
    Scope scope,
    Map<String, String> labels,
    List<Column> columns,
    Class<? extends Record> type,
    Class<? extends Record> status,
    Ownership ownership) {

  public KindDoc {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException(kind + ": no versions (expected: one or more)");
    }
    versions = List.copyOf(versions);
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    labels = Map.copyOf(labels);
    columns = List.copyOf(columns);
  }

  /// A kind with nothing special: its plural is formed, no short names, its status is conditions.
  public static KindDoc of(
      String group, List<String> versions, String kind, Class<? extends Record> type) {
    return new KindDoc(
        group,
        versions,
        kind,
        pluralOf(kind),
        List.of(),
        List.of(),
        Scope.NAMESPACED,
        Map.of(),
        List.of(),
        type,
        ConditionsStatus.class,
        Ownership.OURS);
  }

  public KindDoc withShortNames(String... names) {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        List.of(names),
        categories,
        scope,
        labels,
        columns,
        type,
        status,
        ownership);
  }

  public KindDoc withCategories(String... names) {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        shortNames,
        List.of(names),
        scope,
        labels,
        columns,
        type,
        status,
        ownership);
  }

  public KindDoc withScope(Scope changed) {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        shortNames,
        categories,
        changed,
        labels,
        columns,
        type,
        status,
        ownership);
  }

  public KindDoc withLabels(Map<String, String> changed) {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        shortNames,
        categories,
        scope,
        changed,
        columns,
        type,
        status,
        ownership);
  }

  public KindDoc withColumns(Column... changed) {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        shortNames,
        categories,
        scope,
        labels,
        List.of(changed),
        type,
        status,
        ownership);
  }

  public KindDoc withStatus(Class<? extends Record> changed) {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        shortNames,
        categories,
        scope,
        labels,
        columns,
        type,
        changed,
        ownership);
  }

  /// A kind that others define: editors and readers are told, no CRD is written.
  public KindDoc foreign() {
    return new KindDoc(
        group,
        versions,
        kind,
        plural,
        shortNames,
        categories,
        scope,
        labels,
        columns,
        type,
        status,
        Ownership.FOREIGN);
  }

  /// `backends.gateway.kgateway.dev`; only the plural in the core group.
  public String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public String apiVersion(String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }

  private static String pluralOf(String kind) {
    String word = kind.toLowerCase(Locale.ROOT);
    int last = word.length() - 1;
    if (word.endsWith("y") && "aeiou".indexOf(word.charAt(last - 1)) < 0) {
      return word.substring(0, last) + "ies";
    }
    if (word.endsWith("parameters")) {
      return word;
    }
    return word.endsWith("s") || word.endsWith("x") || word.endsWith("ch")
        ? word + "es"
        : word + "s";
  }

  /// Whether resources of a kind stand in namespaces.
  public enum Scope {
    NAMESPACED,
    CLUSTER
  }

  /// Who defines a kind.
  public enum Ownership {
    OURS,
    FOREIGN
  }

  /// A column of `kubectl get`.
  ///
  /// @param type `string`, `date` and the like
  public record Column(String name, String type, String jsonPath, String description) {

    public static final Column AGE =
        new Column("Age", "date", ".metadata.creationTimestamp", "Since when it exists.");

    /// A column that shows one condition's status, wherever `conditions` stand.
    public static Column condition(String type, String conditions) {
      return new Column(
          type,
          "string",
          "%s[?(@.type=='%s')].status".formatted(conditions, type),
          "Whether the condition " + type + " holds.");
    }
  }
}
