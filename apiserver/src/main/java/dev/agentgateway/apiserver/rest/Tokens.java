package dev.agentgateway.apiserver.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.answers.Status.Subject;
import dev.agentgateway.apiserver.documents.Document;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.openapi.Schema;
import dev.agentgateway.apiserver.protobuf.Protobuf;
import dev.agentgateway.apiserver.store.Key;
import dev.agentgateway.apiserver.store.Stored;
import dev.agentgateway.http.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tokens of service accounts: made on request, and reviewed. A token ends with its time, with its
/// account, and with the pod that it is bound to.
public final class Tokens {

  private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
  private static final String CLAIM = "kubernetes.io";
  private static final long SECONDS = 3_600;
  private static final long SECONDS_MIN = 600;
  private static final long SECONDS_MAX = 1L << 32;
  private static final String HEAD = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8));

  /// What clients send that speak protobuf, by the numbers of its fields.
  private static final Schema REQUEST =
      schema(
          """
          {"properties":{"spec":{"type":"object","x-number":2,"properties":{
            "audiences":{"type":"array","x-number":1,"items":{"type":"string"}},
            "boundObjectRef":{"type":"object","x-number":3,"properties":{
              "kind":{"type":"string","x-number":1},"apiVersion":{"type":"string","x-number":2},
              "name":{"type":"string","x-number":3},"uid":{"type":"string","x-number":4}}},
            "expirationSeconds":{"type":"integer","x-number":4}}}}}
          """);

  private static final Schema REVIEW =
      schema(
          """
          {"properties":{"spec":{"type":"object","x-number":2,"properties":{
            "token":{"type":"string","x-number":1},
            "audiences":{"type":"array","x-number":2,"items":{"type":"string"}}}}}}
          """);

  private final Context context;
  private final SecretKeySpec key;

  /// @param secret of the server: tokens stay good while it does
  public Tokens(Context context, Secret secret) {
    this.context = context;
    this.key = new SecretKeySpec(("tokens " + secret.reveal()).getBytes(UTF_8), "HmacSHA256");
  }

  /// The answer to a review or a request of a token, or null when the path is neither.
  @Nullable Answer answer(Call call, List<String> path) {
    if (call.path().equals(REVIEWS)) {
      return Answer.json(201, review(sent(call, REVIEW)));
    }
    boolean isRequest =
        path.size() == 7 && path.get(4).equals("serviceaccounts") && path.get(6).equals("token");
    return isRequest
        ? Answer.json(201, request(path.get(3), path.get(5), sent(call, REQUEST)))
        : null;
  }

  private static Schema schema(String json) {
    return Schema.of(Json.ours(json.getBytes(UTF_8)));
  }

  private static ObjectNode sent(Call call, Schema schema) {
    try {
      Document document =
          call.contentType().equals(Protobuf.CONTENT_TYPE)
              ? Protobuf.read(call.body(), schema)
              : Json.read(call.body());
      if (document.tree() instanceof ObjectNode tree) {
        return tree;
      }
      throw Status.badRequest("an object is expected").refusal();
    } catch (MalformedDocument malformed) {
      throw Status.badRequest(String.valueOf(malformed.getMessage())).refusal();
    }
  }

  private ObjectNode request(String namespace, String name, ObjectNode request) {
    Stored account = context.store().find(new Key("serviceaccounts", namespace, name));
    if (account == null) {
      throw Status.notFound(new Subject("", "serviceaccounts", name)).refusal();
    }
    JsonNode spec = request.path("spec");
    long seconds = spec.path("expirationSeconds").asLong(SECONDS);
    if (seconds < SECONDS_MIN || seconds > SECONDS_MAX) {
      throw Status.badRequest(
              "spec.expirationSeconds: %d (expected: %d to %d)"
                  .formatted(seconds, SECONDS_MIN, SECONDS_MAX))
          .refusal();
    }
    Instant now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    ObjectNode claims = Json.object();
    claims.put("iss", ISSUER);
    claims.put("sub", "system:serviceaccount:" + namespace + ":" + name);
    ArrayNode audiences = claims.putArray("aud");
    spec.path("audiences").forEach(each -> audiences.add(each.asString("")));
    if (audiences.isEmpty()) {
      audiences.add(ISSUER);
    }
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.plusSeconds(seconds).getEpochSecond());
    ObjectNode bound = claims.putObject(CLAIM);
    bound.put("namespace", namespace);
    bound.putObject("serviceaccount").put("name", name).put("uid", uid(account));
    JsonNode reference = spec.path("boundObjectRef");
    if (reference.isObject()) {
      bind(bound, namespace, reference);
    }
    ObjectNode answer = request.deepCopy();
    answer.put("kind", "TokenRequest");
    answer.put("apiVersion", "authentication.k8s.io/v1");
    answer.withObject("metadata").put("name", name).put("namespace", namespace);
    answer.withObject("spec").set("audiences", audiences);
    answer.withObject("spec").put("expirationSeconds", seconds);
    ObjectNode status = answer.putObject("status");
    status.put("token", token(claims));
    status.put("expirationTimestamp", now.plusSeconds(seconds).toString());
    return answer;
  }

  private void bind(ObjectNode claim, String namespace, JsonNode reference) {
    String name = reference.path("name").asString("");
    Stored pod = context.store().find(new Key("pods", namespace, name));
    if (!reference.path("kind").asString("").equals("Pod") || pod == null) {
      throw Status.notFound(new Subject("", "pods", name)).refusal();
    }
    claim.putObject("pod").put("name", name).put("uid", uid(pod));
  }

  private ObjectNode review(ObjectNode review) {
    ObjectNode answer = review.deepCopy();
    answer.put("kind", "TokenReview");
    answer.put("apiVersion", "authentication.k8s.io/v1");
    answer.withObject("metadata").putNull("creationTimestamp");
    JsonNode claims = claims(review.path("spec").path("token").asString(""));
    ObjectNode status = answer.putObject("status");
    List<String> audiences = audiences(claims, review.path("spec").path("audiences"));
    if (claims == null || audiences.isEmpty() || !stands(claims)) {
      status.putObject("user");
      status.put(
          "error",
          claims == null
              ? "invalid bearer token"
              : audiences.isEmpty()
                  ? "token audiences are not among those that are asked for"
                  : "the token is over, or its service account or pod is gone");
      return answer;
    }
    JsonNode bound = claims.path(CLAIM);
    String namespace = bound.path("namespace").asString("");
    status.put("authenticated", true);
    ObjectNode user = status.putObject("user");
    user.put("username", claims.path("sub").asString(""));
    user.put("uid", bound.path("serviceaccount").path("uid").asString(""));
    user.putArray("groups")
        .add("system:serviceaccounts")
        .add("system:serviceaccounts:" + namespace)
        .add("system:authenticated");
    if (bound.has("pod")) {
      ObjectNode extra = user.putObject("extra");
      String prefix = "authentication.kubernetes.io/pod-";
      extra.putArray(prefix + "name").add(bound.path("pod").path("name"));
      extra.putArray(prefix + "uid").add(bound.path("pod").path("uid"));
    }
    audiences.forEach(status.putArray("audiences")::add);
    return answer;
  }

  private static List<String> audiences(@Nullable JsonNode claims, JsonNode asked) {
    List<String> both = new ArrayList<>();
    if (claims != null) {
      List<String> wanted = new ArrayList<>();
      asked.forEach(each -> wanted.add(each.asString("")));
      if (wanted.isEmpty()) {
        wanted.add(ISSUER);
      }
      claims.path("aud").forEach(each -> both.add(each.asString("")));
      both.retainAll(wanted);
    }
    return both;
  }

  private boolean stands(JsonNode claims) {
    JsonNode bound = claims.path(CLAIM);
    String namespace = bound.path("namespace").asString("");
    return claims.path("exp").asLong(0) > context.clock().instant().getEpochSecond()
        && isThere("serviceaccounts", namespace, bound.path("serviceaccount"))
        && (!bound.has("pod") || isThere("pods", namespace, bound.path("pod")));
  }

  private boolean isThere(String resource, String namespace, JsonNode named) {
    Stored found =
        context.store().find(new Key(resource, namespace, named.path("name").asString("")));
    return found != null && uid(found).equals(named.path("uid").asString(""));
  }

  private static String uid(Stored object) {
    return object.tree().path("metadata").path("uid").asString("");
  }

  private String token(ObjectNode claims) {
    String signed = HEAD + "." + encoded(Json.bytes(claims));
    return signed + "." + encoded(signature(signed));
  }

  /// Null when the token is none of ours.
  private @Nullable JsonNode claims(String token) {
    int end = token.lastIndexOf('.');
    if (end <= HEAD.length() || !token.startsWith(HEAD + ".")) {
      return null;
    }
    try {
      byte[] given = Base64.getUrlDecoder().decode(token.substring(end + 1));
      if (!MessageDigest.isEqual(given, signature(token.substring(0, end)))) {
        return null;
      }
      byte[] claims = Base64.getUrlDecoder().decode(token.substring(HEAD.length() + 1, end));
      return Json.ours(claims);
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", missing);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
