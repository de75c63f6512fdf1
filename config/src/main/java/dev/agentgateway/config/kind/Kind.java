package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.Problem;
import java.util.List;

/// A kind of resource: what is written, whether it holds, what it adds to the snapshot, what is
/// said about it.
///
/// A member of the family `kinds` is one folder and one line in
/// [dev.agentgateway.config.kinds.Kinds]. Kinds do not know each other: what one needs of another
/// it finds in the [Workspace].
///
/// ```
/// all resources: check ─▶ all: declare ─▶ all: conclude
/// ```
///
/// Each phase goes through the kinds in the table's order, and through a kind's resources the older
/// first.
public interface Kind<R extends Record> {

  /// Empty for the core group.
  String group();

  /// As resources write it: `HTTPRoute`.
  String name();

  /// The newest first; all are read alike.
  List<String> versions();

  /// What stands below `metadata`: `spec` for most.
  Class<R> type();

  default boolean isNamespaced() {
    return true;
  }

  /// Whether routes may send requests to it.
  default boolean isDestination() {
    return false;
  }

  /// What is wrong with the resource by itself beyond its schema. An error keeps the last good
  /// version in force, if there is one.
  default List<Problem> check(Resource<R> resource, Workspace workspace) {
    return List.of();
  }

  /// Tells what others may refer to.
  default void declare(Resource<R> resource, Workspace workspace) {}

  /// Refers to others, and tells what became of the resource.
  default void conclude(Resource<R> resource, Workspace workspace) {}
}
