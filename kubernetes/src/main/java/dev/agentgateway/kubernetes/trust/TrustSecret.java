package dev.agentgateway.kubernetes.trust;

import dev.agentgateway.kubernetes.api.Answered;
import dev.agentgateway.kubernetes.api.Api;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.kubernetes.api.Reply;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The Secret that all replicas of a controller serve with. Whoever comes first makes it; whoever
/// sees that something of it ends soon renews it; the others read it.
public final class TrustSecret {

  private static final Logger LOG = LoggerFactory.getLogger(TrustSecret.class);

  /// Two that write at the same time: one of them reads what the other wrote.
  private static final int TRIES = 5;

  private final Api api;
  private final String namespace;
  private final String name;
  private final List<String> names;
  private final InstantSource clock;

  /// @param names hosts and addresses by which data planes find the controller
  public TrustSecret(
      Api api, String namespace, String name, List<String> names, InstantSource clock) {
    this.api = api;
    this.namespace = namespace;
    this.name = name;
    this.names = List.copyOf(names);
    this.clock = clock;
  }

  /// Reads the Secret; makes or renews it when that is due. Called now and then.
  ///
  /// @throws ApiFailure when it cannot be read or written
  public Keys tend() throws ApiFailure {
    Reply last = new Reply(0, "");
    for (int i = 0; i < TRIES; i++) {
      Answered found = api.read(path());
      if (!found.reply().isDone() && !found.reply().isMissing()) {
        throw failure(found.reply());
      }
      Keys kept = found.reply().isDone() ? Keys.read(found.body()) : null;
      Keys wanted = wanted(kept);
      if (wanted.equals(kept)) {
        return wanted;
      }
      last =
          found.reply().isDone()
              ? api.replace(path(), secret(wanted, version(found)))
              : api.create(collection(), secret(wanted, ""));
      if (last.isDone()) {
        LOG.info("the certificates in Secret {}/{} are new", namespace, name);
        return wanted;
      }
      if (!last.isConflict() && !last.isMissing()) {
        throw failure(last);
      }
    }
    throw failure(last);
  }

  private Keys wanted(@Nullable Keys kept) {
    if (kept != null) {
      try {
        return kept.tended(names, clock.instant());
      } catch (CertificateException e) {
        LOG.warn("Secret {}/{} holds no certificates that can be used", namespace, name, e);
      }
    }
    return Keys.make(names, clock.instant());
  }

  private ObjectNode secret(Keys keys, String version) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    ObjectNode metadata = secret.putObject("metadata");
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    metadata.putObject("labels").put("app.kubernetes.io/managed-by", "agentgateway");
    if (!version.isEmpty()) {
      metadata.put("resourceVersion", version);
    }
    secret.put("type", "kubernetes.io/tls");
    secret.set("data", keys.data());
    return secret;
  }

  private static String version(Answered found) {
    return found.body().path("metadata").path("resourceVersion").asString("");
  }

  private ApiFailure failure(Reply reply) {
    return new ApiFailure(
        "the Secret %s/%s with the controller's certificates cannot be kept: %s"
            .formatted(namespace, name, reply.words()));
  }

  private String collection() {
    return "/api/v1/namespaces/" + namespace + "/secrets";
  }

  private String path() {
    return collection() + "/" + name;
  }
}
