package dev.agentgateway.kubernetes.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Secret;
import dev.agentgateway.kubernetes.api.Answered;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lets in data planes that are who they say they are: the API server knows their token, which was
/// made for us, and it is that of the service account that belongs to the Gateway.
final class Admission {

  private static final String SCHEME = "bearer ";
  private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String POD = "authentication.kubernetes.io/pod-name";

  /// Questions to the API server at the same time; whoever comes then waits or comes again.
  private static final int QUESTIONS_MAX = 16;

  /// How long an answer is good for reports; a stream always asks.
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private static final int REMEMBERED_MAX = 10_000;

  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final Api api;
  private final Semaphore questions = new Semaphore(QUESTIONS_MAX);

  Admission(Api api) {
    this.api = api;
  }

  /// Whether somebody is let in.
  sealed interface Verdict {

    /// @param replica which of the Gateway's data planes it is
    record Admitted(String replica) implements Verdict {}

    /// @param status of HTTP
    /// @param words never more than the asker may know
    record Refused(int status, String words) implements Verdict {}
  }

  private record Remembered(ResourceKey gateway, Verdict verdict, long until) {}

  /// As [#judge], but who was let in a moment ago is not asked about again.
  Verdict judgeAgain(@Nullable Secret token, ResourceKey gateway) {
    if (token == null) {
      return new Verdict.Refused(401, "no bearer token");
    }
    String hash = hash(token);
    Remembered known = remembered.get(hash);
    if (known != null && known.gateway().equals(gateway) && known.until() > System.nanoTime()) {
      return known.verdict();
    }
    Verdict verdict = judge(token, gateway);
    if (verdict instanceof Verdict.Admitted) {
      if (remembered.size() >= REMEMBERED_MAX) {
        remembered.clear();
      }
      remembered.put(
          hash, new Remembered(gateway, verdict, System.nanoTime() + REMEMBERED.toNanos()));
    }
    return verdict;
  }

  private static String hash(Secret token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /// Asks the API server, and waits.
  Verdict judge(@Nullable Secret token, ResourceKey gateway) {
    if (token == null) {
      return new Verdict.Refused(401, "no bearer token");
    }
    if (!questions.tryAcquire()) {
      return new Verdict.Refused(503, "too many data planes at once");
    }
    try {
      Answered answered = api.ask(REVIEWS, review(token));
      if (!answered.reply().isDone()) {
        return new Verdict.Refused(503, "the API server did not review the token");
      }
      return judge(answered.body().path("status"), gateway);
    } finally {
      questions.release();
    }
  }

  private static Verdict judge(JsonNode status, ResourceKey gateway) {
    if (!status.path("authenticated").asBoolean(false)) {
      return new Verdict.Refused(401, "the token is not known to the API server");
    }
    if (!isForUs(status)) {
      return new Verdict.Refused(401, "the token is not for the audience " + Wire.AUDIENCE);
    }
    String user = status.path("user").path("username").asString("");
    String expected = "system:serviceaccount:" + gateway.namespace() + ":" + gateway.name();
    if (!user.equals(expected)) {
      return new Verdict.Refused(
          403, "%s is not the service account of Gateway %s".formatted(user, gateway.id()));
    }
    String pod = status.path("user").path("extra").path(POD).path(0).asString("");
    return new Verdict.Admitted(pod.isEmpty() ? gateway.name() : pod);
  }

  private static boolean isForUs(JsonNode status) {
    for (JsonNode each : status.path("audiences")) {
      if (each.asString("").equals(Wire.AUDIENCE)) {
        return true;
      }
    }
    return false;
  }

  /// The token of an `Authorization` header; null when there is none.
  static @Nullable Secret bearer(@Nullable String authorization) {
    return authorization != null
            && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && !authorization.substring(SCHEME.length()).isBlank()
        ? Secret.of(authorization.substring(SCHEME.length()).strip())
        : null;
  }

  private static ObjectNode review(Secret token) {
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", "authentication.k8s.io/v1");
    review.put("kind", "TokenReview");
    ObjectNode spec = review.putObject("spec");
    spec.put("token", token.reveal());
    spec.putArray("audiences").add(Wire.AUDIENCE);
    return review;
  }
}
