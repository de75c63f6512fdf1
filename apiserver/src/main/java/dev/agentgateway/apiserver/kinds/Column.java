package dev.agentgateway.apiserver.kinds;

/// A column of a kind's table.
///
/// @param path where its value stands, `.spec.host`; or `@name` of a cell that is computed
/// @param priority 0 is always shown, others in the wide form
public record Column(
    String name, String type, String format, String description, int priority, String path) {

  /// How old an object is; every kind has it unless its own columns say otherwise.
  public static final Column AGE =
      new Column(
          "Age",
          "date",
          "",
          "When the object was created, as the time since then.",
          0,
          ".metadata.creationTimestamp");
}
