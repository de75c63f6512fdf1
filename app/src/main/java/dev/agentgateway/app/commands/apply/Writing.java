package dev.agentgateway.app.commands.apply;

import dev.agentgateway.app.client.Kind;
import dev.agentgateway.app.client.Manifest;
import dev.agentgateway.app.client.ObjectText;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.WriteOptions;
import dev.agentgateway.kubernetes.api.Answer;
import dev.agentgateway.kubernetes.api.Question;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes one object after the other.
///
/// @param manager null for kubectl's name, so that what either wrote the other may go on with
record Writing(Remote server, WriteOptions options, @Nullable String manager, PrintWriter err) {

  private static final String JSON = "application/json";

  /// @param what was done, in a word
  record Done(Kind kind, ObjectNode object, String what) {

    String label() {
      return kind.label() + "/" + object.path("metadata").path("name").asString("");
    }
  }

  /// The server merges.
  Done onServer(Manifest manifest, boolean isForced) throws Refused {
    Kind kind = manifest.kind(server);
    ObjectNode object = placed(manifest, kind);
    String path = path(manifest, kind);
    String writer = manager == null ? "kubectl" : manager;
    String query = options.query(writer) + "&force=" + isForced;
    ObjectNode done = merged(path + query, object);
    if (options.dryRun() == WriteOptions.DryRun.NONE) {
      ArrayNode handover = Handover.patch(done, writer);
      if (!handover.isEmpty()) {
        String patch = handover.toString();
        good(server.ask(Question.with("PATCH", path, "application/json-patch+json", patch)), "");
        done = merged(path + query, object);
      }
    }
    return new Done(kind, done, "serverside-applied");
  }

  private ObjectNode merged(String target, ObjectNode object) throws Refused {
    Answer answer =
        server.ask(
            Question.with("PATCH", target, "application/apply-patch+yaml", object.toString()));
    if (answer.status() == 409) {
      throw conflict(answer);
    }
    return good(answer, "");
  }

  /// We merge: what was written last, what is to be, and what is there.
  Done onClient(Manifest manifest) throws Refused {
    Kind kind = manifest.kind(server);
    ObjectNode object = LastApplied.remembered(placed(manifest, kind));
    String query = options.query(manager == null ? Handover.CLIENT_SIDE : manager);
    String path = path(manifest, kind);
    Answer found = server.ask(Question.get(path));
    if (found.isMissing()) {
      return create(manifest, kind, object, query);
    }
    ObjectNode present = good(found, "");
    ObjectNode last = LastApplied.of(present);
    if (last == null) {
      err.printf(
          "Warning: resource %s/%s is missing the %s annotation which is required by apply."
              + " The missing annotation will be patched automatically.%n",
          kind.served().plural(), manifest.name(), LastApplied.ANNOTATION);
    }
    ObjectNode patch = LastApplied.patch(last, object, present);
    if (patch.isEmpty()) {
      return new Done(kind, present, "unchanged");
    }
    if (options.dryRun() == WriteOptions.DryRun.CLIENT) {
      return new Done(kind, object, "configured");
    }
    String doing = "error when patching \"%s\": ".formatted(manifest.source());
    Answer answer =
        server.ask(
            Question.with("PATCH", path + query, "application/merge-patch+json", patch.toString()));
    ObjectNode now = good(answer, doing);
    return new Done(kind, now, version(now).equals(version(present)) ? "unchanged" : "configured");
  }

  private Done create(Manifest manifest, Kind kind, ObjectNode object, String query)
      throws Refused {
    if (options.dryRun() == WriteOptions.DryRun.CLIENT) {
      return new Done(kind, object, "created");
    }
    String collection = kind.served().collection(manifest.namespace(kind, server));
    Answer answer = server.ask(Question.with("POST", collection + query, JSON, object.toString()));
    String doing = "error when creating \"%s\": ".formatted(manifest.source());
    return new Done(kind, good(answer, doing), "created");
  }

  private String path(Manifest manifest, Kind kind) throws Refused {
    return kind.served().path(manifest.namespace(kind, server), manifest.name());
  }

  private ObjectNode placed(Manifest manifest, Kind kind) throws Refused {
    ObjectNode object = manifest.tree().deepCopy();
    String namespace = manifest.namespace(kind, server);
    if (!namespace.isEmpty()) {
      object.withObject("metadata").put("namespace", namespace);
    }
    return (ObjectNode) ObjectText.sorted(object);
  }

  private static String version(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asString("");
  }

  private static ObjectNode good(Answer answer, String doing) throws Refused {
    if (!answer.isDone()) {
      throw Refused.by(answer, doing);
    }
    return (ObjectNode) Remote.tree(answer.body());
  }

  private static Refused conflict(Answer answer) {
    String message = "";
    try {
      JsonNode status = JsonMapper.shared().readTree(answer.body());
      message = status.path("message").asString("");
    } catch (JacksonException noStatus) {
      return Refused.by(answer);
    }
    return message.startsWith("Apply failed")
        ? Refused.error(
            message
                + """

                Please review the fields above--they currently have other managers. Here
                are the ways you can resolve this warning:
                * If you intend to manage all of these fields, please re-run the apply
                  command with the `--force-conflicts` flag.
                * If you do not intend to manage all of the fields, please edit your
                  manifest to remove references to the fields that should keep their
                  current managers.
                * You may co-own fields by updating your manifest to match the existing
                  value; in this case, you'll become the manager if the other manager(s)
                  stop managing the field (remove it from their configuration).
                See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts\
                """)
        : Refused.by(answer);
  }
}
