package dev.agentgateway.apiserver.rest;

import dev.agentgateway.apiserver.answers.Cause;
import dev.agentgateway.apiserver.answers.Refusal;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.discovery.Discovery;
import dev.agentgateway.apiserver.discovery.OpenApi;
import dev.agentgateway.apiserver.discovery.Swagger;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.kinds.Kind;
import dev.agentgateway.apiserver.kinds.Served;
import dev.agentgateway.apiserver.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers requests: finds what a path names, and does what the method says.
///
/// ```
/// /api/v1/namespaces/NS/PLURAL/NAME/status     /apis/GROUP/VERSION/PLURAL/NAME
/// ```
public final class Rest {

  private static final Logger LOG = LoggerFactory.getLogger(Rest.class);

  private final Context context;
  private final Discovery discovery;
  private final OpenApi openApi;
  private final Reads reads;
  private final Writes writes;
  private final Patching patching;
  private final Deletes deletes;
  private final Definitions definitions;
  private final Tokens tokens;
  private final ObjectNode version;

  /// @param version what `/version` answers
  public Rest(Context context, Tokens tokens, ObjectNode version) {
    this.context = context;
    this.tokens = tokens;
    this.version = version;
    discovery = new Discovery(context.kinds());
    openApi = new OpenApi(context.kinds());
    definitions = new Definitions(context);
    reads = new Reads(context);
    writes = new Writes(context, definitions);
    patching = new Patching(context, writes);
    deletes = new Deletes(context, definitions);
    definitions.serveAll();
  }

  /// Starts the deletions in the background.
  public Sweeper sweeper() {
    return new Sweeper(context, deletes, definitions);
  }

  public Answer answer(Call call) {
    try {
      return answered(call);
    } catch (Refusal refused) {
      return Answer.json(refused.status().code(), refused.status().tree());
    } catch (StoreFailure failed) {
      LOG.error("{} {}: {}", call.method(), call.path(), failed.getMessage());
      return refusal(Status.internal(String.valueOf(failed.getMessage())));
    } catch (RuntimeException mistake) {
      LOG.error("{} {} failed", call.method(), call.path(), mistake);
      return refusal(Status.internal("see the log of the server"));
    }
  }

  public static Answer.Whole refusal(Status status) {
    return Answer.json(status.code(), status.tree());
  }

  private Answer answered(Call call) {
    List<String> path = segments(call.path());
    String first = path.isEmpty() ? "" : path.getFirst();
    return switch (first) {
      case "api", "apis" -> api(call, path);
      case "openapi" -> openApi(call, path);
      case "version" -> Answer.json(200, version);
      case "" -> Answer.json(200, root());
      default -> throw Status.noSuchPath().refusal();
    };
  }

  private static ObjectNode root() {
    ObjectNode root = Json.object();
    root.putArray("paths")
        .add("/api")
        .add("/apis")
        .add("/healthz")
        .add("/livez")
        .add("/openapi/v2")
        .add("/openapi/v3")
        .add("/readyz")
        .add("/version");
    return root;
  }

  private static List<String> segments(String path) {
    List<String> found = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        found.add(part.indexOf('%') < 0 ? part : Parameters.decoded(part.replace("+", "%2B")));
      }
    }
    return found;
  }

  private Answer openApi(Call call, List<String> path) {
    if (path.size() == 2 && path.get(1).equals("v2")) {
      return Swagger.isProtobuf(call.accept())
          ? new Answer.Whole(200, Swagger.PROTOBUF, Swagger.protobuf(), List.of())
          : Answer.json(Swagger.json());
    }
    if (path.size() < 2 || !path.get(1).equals("v3")) {
      throw Status.noSuchPath().refusal();
    }
    if (path.size() == 2) {
      return Answer.json(200, openApi.index());
    }
    byte[] document = openApi.document(String.join("/", path.subList(2, path.size())));
    if (document == null) {
      throw Status.noSuchPath().refusal();
    }
    return Answer.json(document);
  }

  private Answer api(Call call, List<String> path) {
    boolean isCore = path.getFirst().equals("api");
    if (path.size() == 1) {
      if (Discovery.isAggregated(call.accept())) {
        return new Answer.Whole(
            200,
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
            Json.bytes(discovery.aggregated(isCore)),
            List.of());
      }
      return Answer.json(200, isCore ? discovery.core() : discovery.groups());
    }
    String group = isCore ? "" : path.get(1);
    if (!isCore && path.size() == 2) {
      return found(discovery.group(group));
    }
    int at = isCore ? 1 : 2;
    String version = path.get(at);
    if (path.size() == at + 1) {
      return found(discovery.resources(group, version));
    }
    if (call.method().equals("POST")) {
      Answer review = Reviews.answer(call);
      Answer answer = review == null ? tokens.answer(call, path) : review;
      if (answer != null) {
        return answer;
      }
    }
    return verb(call, place(group, version, path.subList(at + 1, path.size())));
  }

  private static Answer found(@Nullable JsonNode tree) {
    if (tree == null) {
      throw Status.noSuchPath().refusal();
    }
    return Answer.json(200, tree);
  }

  private Place place(String group, String version, List<String> rest) {
    // namespaces/NS/PLURAL… is in a namespace; namespaces/NS and namespaces/NS/status are itself.
    boolean isIn =
        rest.size() > 2
            && rest.getFirst().equals("namespaces")
            && !(rest.size() == 3 && rest.get(2).equals("status") && group.isEmpty());
    String namespace = isIn ? rest.get(1) : null;
    List<String> left = isIn ? rest.subList(2, rest.size()) : rest;
    Kind kind = context.kinds().find(group, left.getFirst());
    Served served = kind == null ? null : kind.version(version);
    if (kind == null || served == null || left.size() > 3) {
      throw Status.noSuchPath().refusal();
    }
    if (isIn && !kind.isNamespaced()) {
      throw Status.noSuchPath().refusal();
    }
    String name = left.size() > 1 ? left.get(1) : null;
    String subresource = left.size() > 2 ? left.get(2) : "";
    boolean isStatus = subresource.equals("status") && served.hasStatus();
    if ((!subresource.isEmpty() && !isStatus)
        || (name != null && kind.isNamespaced() && namespace == null)) {
      throw Status.noSuchPath().refusal();
    }
    return new Place(kind, served, namespace, name, subresource);
  }

  private Answer verb(Call call, Place place) {
    requireKnownDryRun(call);
    if (place.name() == null) {
      return switch (call.method()) {
        case "GET" ->
            call.parameters().isOn("watch") ? reads.watch(call, place) : reads.list(call, place);
        case "POST" -> create(call, place);
        case "DELETE" -> deletes.deleteAll(call, place);
        default -> throw Status.methodNotAllowed().refusal();
      };
    }
    return switch (call.method()) {
      case "GET" -> reads.get(call, place);
      case "PUT" -> update(call, place);
      case "PATCH" -> {
        Patching.Patched patched = patching.patch(call, place);
        yield written(call, place, patched.isNew() ? 201 : 200, patched.written());
      }
      case "DELETE" -> {
        if (!place.subresource().isEmpty()) {
          throw Status.methodNotAllowed().refusal();
        }
        yield deletes.delete(call, place);
      }
      default -> throw Status.methodNotAllowed().refusal();
    };
  }

  /// Who mistypes a dry run must not write.
  private static void requireKnownDryRun(Call call) {
    String asked = call.parameters().text("dryRun");
    if (!asked.isEmpty() && !asked.equals("All")) {
      String options =
          switch (call.method()) {
            case "POST" -> "CreateOptions";
            case "PUT" -> "UpdateOptions";
            case "PATCH" -> "PatchOptions";
            default -> "DeleteOptions";
          };
      throw Status.invalid(
              new Status.Subject("meta.k8s.io", options, ""),
              List.of(Cause.notSupported("dryRun", "[\"" + asked + "\"]", List.of("All"))))
          .refusal();
    }
  }

  private Answer create(Call call, Place place) {
    Bodies.Sent sent = Bodies.object(call, place);
    if (place.kind().isNamespaced() && place.namespace() == null) {
      throw Status.methodNotAllowed().refusal();
    }
    return written(
        call, place, 201, writes.create(call, place, sent, Writes.Managed.BY_COMPARISON));
  }

  private Answer update(Call call, Place place) {
    Bodies.Sent sent = Bodies.object(call, place);
    String name = Writes.name(sent.tree());
    if (!name.isEmpty() && !name.equals(place.key().name())) {
      throw Status.badRequest(
              "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(name, place.key().name()))
          .refusal();
    }
    JsonNode version = sent.tree().path("metadata").path("resourceVersion");
    if (place.kind().isCustom() && version.asString().isEmpty()) {
      throw Status.invalid(
              place.kind().subject(place.key().name()),
              List.of(
                  dev.agentgateway.apiserver.answers.Cause.invalid(
                      "metadata.resourceVersion", "0", "must be specified for an update")))
          .refusal();
    }
    return written(
        call,
        place,
        200,
        writes.update(call, place, new Replacement(sent), Writes.Managed.BY_COMPARISON));
  }

  /// An object as sent takes the place of the one that is there.
  private record Replacement(Bodies.Sent sent) implements Writes.Change {

    @Override
    public ObjectNode to(ObjectNode live) {
      return sent.tree().deepCopy();
    }

    @Override
    public List<String> faults() {
      return sent.faults();
    }
  }

  private Answer written(Call call, Place place, int status, Writes.Written written) {
    ObjectNode shaped = Shapes.of(call, place, context.clock()).one(written.tree());
    return Answer.json(status, shaped).with(written.warnings());
  }
}
