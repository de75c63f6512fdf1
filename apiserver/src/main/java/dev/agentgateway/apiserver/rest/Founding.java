package dev.agentgateway.apiserver.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.apiserver.store.Key;
import dev.agentgateway.apiserver.store.Stored;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Puts in place what is there from the start, through the same verbs as everyone.
public final class Founding {

  /// Holds, on a definition that came with the program, what it came as.
  private static final String ORIGIN = "agentgateway.dev/installed";

  private static final String MANAGER = "agentgateway";

  private final Rest rest;
  private final Context context;

  public Founding(Rest rest, Context context) {
    this.rest = rest;
    this.context = context;
  }

  public void namespace(String name) {
    if (context.store().find(new Key("namespaces", "", name)) != null) {
      return;
    }
    ObjectNode namespace = Json.object();
    namespace.put("apiVersion", "v1");
    namespace.put("kind", "Namespace");
    namespace.putObject("metadata").put("name", name);
    require(call("POST", "/api/v1/namespaces", "application/json", Json.bytes(namespace)));
  }

  /// Installs definitions, or brings those that came with an older program up to date.
  ///
  /// A text that was installed before is not even read.
  ///
  /// @throws IllegalArgumentException when the text is no definition, which is our own mistake
  public void definitions(String text) {
    String origin = hash(text);
    Map<String, Integer> installed = new HashMap<>();
    for (Stored each : context.store().list(Definitions.RESOURCE, null).items()) {
      String known = each.tree().path("metadata").path("annotations").path(ORIGIN).asString();
      installed.merge(known.split(":", -1)[0], 1, Integer::sum);
    }
    List<ObjectNode> documents = new ArrayList<>();
    if (installed.containsKey(origin)) {
      return;
    }
    try {
      documents.addAll(Yaml.all(text));
    } catch (MalformedDocument malformed) {
      throw new IllegalArgumentException("a definition is no YAML", malformed);
    }
    for (ObjectNode document : documents) {
      definition(document, origin);
    }
  }

  private void definition(ObjectNode document, String origin) {
    String name = Writes.name(document);
    Stored present = context.store().find(new Key(Definitions.RESOURCE, "", name));
    if (present != null && !isUntouched(present.tree())) {
      return;
    }
    document.remove("status");
    ObjectNode metadata = document.withObject("metadata");
    String spec = hash(document.path("spec").toString());
    metadata.withObject("annotations").put(ORIGIN, origin + ":" + spec);
    String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name;
    require(
        call(
            "PATCH",
            path + "?fieldManager=" + MANAGER + "&force=true",
            "application/apply-patch+yaml",
            Json.bytes(document)));
  }

  /// What an apply by somebody else begins from. A definition that came with the program gives way
  /// as a whole to the one that is applied: the fields that only it has would not be what a cluster
  /// with that definition has.
  static ObjectNode base(ObjectNode live, String manager) {
    if (manager.equals(MANAGER)
        || !live.path("metadata").path("annotations").has(ORIGIN)
        || !isUntouched(live)) {
      return live;
    }
    ObjectNode bare = live.deepCopy();
    bare.remove("spec");
    bare.withObject("metadata").remove("managedFields");
    bare.withObject("metadata").withObject("annotations").remove(ORIGIN);
    return bare;
  }

  /// Whether nobody but this program has written a definition.
  private static boolean isUntouched(ObjectNode present) {
    for (var owner : present.path("metadata").path("managedFields")) {
      if (!owner.path("manager").asString().equals(MANAGER)) {
        return false;
      }
    }
    return true;
  }

  private Call call(String method, String target, String contentType, byte[] body) {
    int at = target.indexOf('?');
    return new Call(
        method,
        at < 0 ? target : target.substring(0, at),
        Parameters.parse(at < 0 ? null : target.substring(at + 1)),
        "application/json",
        contentType,
        MANAGER,
        body);
  }

  private void require(Call call) {
    if (rest.answer(call) instanceof Answer.Whole whole && whole.status() >= 300) {
      throw new IllegalArgumentException(call.path() + ": " + new String(whole.body(), UTF_8));
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
