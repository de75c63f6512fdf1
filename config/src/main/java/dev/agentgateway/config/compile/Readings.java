package dev.agentgateway.config.compile;

import dev.agentgateway.config.compile.Intake.Entry;
import dev.agentgateway.config.kind.Plans;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents of one compilation as their kinds read them, for the next one.
///
/// A document never changes, so whoever hands in the same object again gets the same record without
/// reading it again. Only documents of the last compilation are held.
public final class Readings {

  public static final Readings NONE = new Readings(Map.of(), 0, Plans.none());

  private final Map<Document, Read> byDocument;
  private final int fresh;
  private final Plans plans;

  /// @param problems what reading the document by itself found
  record Read(Entry<?> entry, List<Problem> problems) {

    Read {
      problems = List.copyOf(problems);
    }
  }

  /// @param byDocument by identity; it is not changed any more
  private Readings(Map<Document, Read> byDocument, int fresh, Plans plans) {
    this.byDocument = byDocument;
    this.fresh = fresh;
    this.plans = plans;
  }

  /// The readings of the next compilation, with its plans still to be made.
  Readings next(IdentityHashMap<Document, Read> byDocument, int fresh) {
    return new Readings(Collections.unmodifiableMap(byDocument), fresh, plans.next());
  }

  /// What kinds made of what was read.
  Plans plans() {
    return plans;
  }

  /// How many documents that compilation had to read; the others it had from the one before.
  public int fresh() {
    return fresh;
  }

  /// What was read before; null when it was not, or as another resource.
  @Nullable Read find(Document document, ResourceKey key) {
    Read read = byDocument.get(document);
    return read != null && read.entry().key().equals(key) ? read : null;
  }
}
