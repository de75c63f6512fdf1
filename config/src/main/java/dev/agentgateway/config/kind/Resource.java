package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.util.Comparator;

/// A resource that could be read.
///
/// @param record as written, below `metadata`
/// @param tree the whole document, for positions
public record Resource<R extends Record>(
    ResourceKey key, Metadata metadata, R record, Node.Fields tree, Running running) {

  /// The older first; of equals, by name.
  public static final Comparator<Resource<?>> BY_AGE =
      Comparator.<Resource<?>, java.time.Instant>comparing(each -> each.metadata().created())
          .thenComparing(Resource::key);

  public String namespace() {
    return key.namespace();
  }

  public Position at() {
    return tree.at();
  }

  public Problem error(String path, String cause, String mend, String reason) {
    return problem(Severity.ERROR, path, cause, mend, reason);
  }

  public Problem warning(String path, String cause, String mend, String reason) {
    return problem(Severity.WARNING, path, cause, mend, reason);
  }

  /// This version, kept while what is written now is faulty.
  public Resource<R> kept(Metadata written) {
    Metadata mixed =
        new Metadata(
            metadata.labels(), metadata.annotations(), written.generation(), metadata.created());
    return new Resource<>(key, mixed, record, tree, Running.LAST_GOOD);
  }

  private Problem problem(
      Severity severity, String path, String cause, String mend, String reason) {
    return new Problem(severity, key, path, Paths.position(tree, path), cause, mend, reason);
  }
}
