package dev.agentgateway.config.compile;

import dev.agentgateway.config.compile.Readings.Read;
import dev.agentgateway.config.kind.GroupKind;
import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Metadata;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kinds.Families;
import dev.agentgateway.config.kinds.Kinds;
import dev.agentgateway.config.kinds.KnownKinds;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.report.Running;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import dev.agentgateway.schema.Reading;
import dev.agentgateway.schema.read.Mode;
import dev.agentgateway.schema.read.RecordSchema;
import dev.agentgateway.schema.shape.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads documents as the kinds that they say they are.
final class Intake {

  private static final Map<Kind<?>, RecordSchema<?>> SCHEMAS = new HashMap<>();

  static {
    Shapes shapes = new Shapes(Families.members());
    for (Kind<?> kind : Kinds.IN_ORDER) {
      SCHEMAS.put(kind, RecordSchema.of(kind.type(), shapes));
    }
  }

  /// Parts of a document that are the same for every kind.
  private static final Set<String> COMMON = Set.of("apiVersion", "kind", "metadata", "status");

  /// How the reader of records says that a field is known and not acted on.
  private static final String PLANNED = "is known but not acted on yet";

  private final String defaultNamespace;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<ResourceKey, Entry<?>> entries = new LinkedHashMap<>();

  /// A document of a kind that we have.
  ///
  /// @param resource null when it could not be read
  /// @param closed what holds then where there is no version before it: a policy that lets nobody
  ///   pass; null where nothing does
  /// @param cause the first thing that stands in the way; empty when nothing does
  /// @param planned fields that are known and not acted on
  record Entry<R extends Record>(
      Kind<R> kind,
      ResourceKey key,
      Metadata metadata,
      Position at,
      @Nullable Resource<R> resource,
      @Nullable Resource<R> closed,
      String cause,
      List<String> planned) {}

  /// @param planned resources of kinds that are known and not acted on
  /// @param readings for the next compilation
  record Taken(
      Map<ResourceKey, Entry<?>> entries,
      Map<ResourceKey, Position> planned,
      List<Problem> problems,
      Readings readings) {}

  private final Map<ResourceKey, Position> planned = new LinkedHashMap<>();

  private final Readings before;
  private final IdentityHashMap<Document, Read> now = new IdentityHashMap<>();
  private int fresh;

  /// @param before what the compilation before has read
  Intake(String defaultNamespace, Readings before) {
    this.defaultNamespace = defaultNamespace;
    this.before = before;
  }

  Taken take(List<Document> documents) {
    documents.forEach(this::take);
    return new Taken(entries, planned, problems, before.next(now, fresh));
  }

  private void take(Document document) {
    int slash = document.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : document.apiVersion().substring(0, slash);
    String version = document.apiVersion().substring(slash + 1);
    Kind<?> kind = Kinds.find(new GroupKind(group, document.kind()));
    if (kind == null) {
      unknown(document, group);
      return;
    }
    ResourceKey key = key(document, kind);
    if (!kind.versions().contains(version)) {
      problems.add(
          new Problem(
              Severity.WARNING,
              key,
              "apiVersion",
              document.at(),
              "version %s is read as %s".formatted(version, kind.versions().getFirst()),
              "write apiVersion: "
                  + (group.isEmpty() ? "" : group + "/")
                  + kind.versions().getFirst(),
              "Doubtful"));
    }
    Entry<?> earlier = entries.get(key);
    if (earlier != null) {
      problems.add(
          new Problem(
              Severity.WARNING,
              key,
              "",
              earlier.at(),
              "written again at %s, which counts".formatted(document.at()),
              "remove one of them",
              "Doubtful"));
      entries.remove(key);
    }
    Read read = before.find(document, key);
    if (read == null) {
      read = read(document, kind, key);
      fresh++;
    }
    now.put(document, read);
    problems.addAll(read.problems());
    entries.put(key, read.entry());
  }

  private ResourceKey key(Document document, Kind<?> kind) {
    String namespace = document.namespace() == null ? defaultNamespace : document.namespace();
    return new ResourceKey(
        kind.group(), kind.name(), kind.isNamespaced() ? namespace : "", document.name());
  }

  /// What depends on the document, its kind and its key and on nothing else.
  private static <R extends Record> Read read(Document document, Kind<R> kind, ResourceKey key) {
    List<Problem> found = new ArrayList<>();
    List<Node.Field> own =
        document.root().fields().stream().filter(field -> !COMMON.contains(field.name())).toList();
    Node.Fields tree = new Node.Fields(document.root().at(), own);
    Reading<? extends Record> reading = schema(kind).read(tree, Mode.LENIENT);
    String cause = "";
    List<String> notActedOn = new ArrayList<>();
    for (Fault fault : reading.faults()) {
      boolean isPlanned = fault.message().endsWith(PLANNED);
      if (isPlanned) {
        notActedOn.add(fault.path());
      } else if (fault.severity() == Severity.ERROR && cause.isEmpty()) {
        cause = fault.path().isEmpty() ? fault.message() : fault.path() + ": " + fault.message();
      }
      found.add(
          new Problem(
              fault.severity(),
              key,
              fault.path(),
              fault.at(),
              fault.message(),
              fault.mend(),
              isPlanned
                  ? "UnsupportedValue"
                  : fault.severity() == Severity.ERROR ? "Invalid" : "Doubtful"));
    }
    Metadata metadata = MetadataReader.read(document.root());
    Resource<R> resource =
        reading.value() == null
            ? null
            : new Resource<>(
                key, metadata, kind.type().cast(reading.value()), document.root(), Running.CURRENT);
    Resource<R> closed = resource == null ? closed(document, kind, key, tree) : null;
    if (closed != null) {
      found.add(closed.warning("spec", "nobody passes where it is attached", "mend it", "Invalid"));
    }
    return new Read(
        new Entry<>(
            kind, key, metadata, document.at(), resource, closed, cause, List.copyOf(notActedOn)),
        found);
  }

  private static <R extends Record> @Nullable Resource<R> closed(
      Document document, Kind<R> kind, ResourceKey key, Node.Fields tree) {
    Node.Fields closed = ClosedPolicy.of(kind.name(), tree);
    Record record = closed == null ? null : schema(kind).read(closed, Mode.LENIENT).value();
    return record == null
        ? null
        : new Resource<>(
            key,
            MetadataReader.read(document.root()),
            kind.type().cast(record),
            document.root(),
            Running.NONE);
  }

  private static RecordSchema<?> schema(Kind<?> kind) {
    RecordSchema<?> schema = SCHEMAS.get(kind);
    if (schema == null) {
      throw new IllegalStateException(kind.name());
    }
    return schema;
  }

  private void unknown(Document document, String group) {
    boolean isKnown = KnownKinds.has(group, document.kind());
    ResourceKey key =
        new ResourceKey(
            group,
            document.kind(),
            document.namespace() == null ? defaultNamespace : document.namespace(),
            document.name());
    if (isKnown) {
      planned.put(key, document.at());
    }
    problems.add(
        new Problem(
            Severity.WARNING,
            key,
            "kind",
            document.at(),
            isKnown
                ? "%s is known but not acted on yet".formatted(document.kind())
                : "unknown kind %s (apiVersion %s), nothing is done with it"
                    .formatted(document.kind(), document.apiVersion()),
            isKnown ? "" : Nearest.kind(group, document.kind()),
            isKnown ? "UnsupportedValue" : "UnknownKind"));
  }
}
