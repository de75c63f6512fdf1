package dev.agentgateway.kubernetes.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Secret;
import dev.agentgateway.http.authority.Authority;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A controller's authority and its server's certificate, as a Secret keeps them.
///
/// ```
/// server's certificate:  90 days, renewed 30 days before its end
/// authority:             10 years, a new one 120 days before its end; clients trust both until then
/// ```
///
/// A new authority signs from the next renewal on: by then every data plane has its certificate.
///
/// @param authorities PEM, the newest first: what data planes trust
/// @param key of the newest authority
public record Keys(String authorities, Secret key, CertificateKey server) {

  static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
  static final Duration AUTHORITY_REST = Duration.ofDays(120);
  static final Duration SERVER_LIFE = Duration.ofDays(90);
  static final Duration SERVER_REST = Duration.ofDays(30);

  private static final String END = "-----END CERTIFICATE-----\n";

  static Keys make(List<String> names, Instant now) {
    Authority authority = Authority.generate("agentgateway", AUTHORITY_LIFE, now);
    try {
      return new Keys(
          authority.certificate(),
          authority.key(),
          authority.certify("agentgateway controller", names, SERVER_LIFE, now));
    } catch (CertificateException ours) {
      throw new IllegalStateException("a new authority cannot be used", ours);
    }
  }

  /// What is kept, as it should be kept from now on; the same when nothing ends soon.
  ///
  /// @throws CertificateException when what is kept cannot be read
  Keys tended(List<String> names, Instant now) throws CertificateException {
    boolean isServerEnding = endsWithin(server.chain(), SERVER_REST, now);
    if (endsWithin(authorities, AUTHORITY_REST, now)) {
      Authority fresh = Authority.generate("agentgateway", AUTHORITY_LIFE, now);
      int newestEnds = authorities.indexOf(END) + END.length();
      String both = fresh.certificate() + authorities.substring(0, newestEnds);
      CertificateKey served =
          endsWithin(server.chain(), Duration.ZERO, now)
              ? fresh.certify("agentgateway controller", names, SERVER_LIFE, now)
              : server;
      return new Keys(both, fresh.key(), served);
    }
    return isServerEnding
        ? new Keys(
            authorities,
            key,
            new Authority(authorities, key)
                .certify("agentgateway controller", names, SERVER_LIFE, now))
        : this;
  }

  private static boolean endsWithin(String pem, Duration rest, Instant now)
      throws CertificateException {
    return Authority.end(pem).isBefore(now.plus(rest));
  }

  /// Null when the Secret does not hold all of it.
  static @Nullable Keys read(JsonNode secret) {
    JsonNode data = secret.path("data");
    String authorities = text(data, "ca.crt");
    String key = text(data, "ca.key");
    String chain = text(data, "tls.crt");
    String serverKey = text(data, "tls.key");
    return authorities.isEmpty() || key.isEmpty() || chain.isEmpty() || serverKey.isEmpty()
        ? null
        : new Keys(authorities, Secret.of(key), new CertificateKey(chain, Secret.of(serverKey)));
  }

  private static String text(JsonNode data, String name) {
    try {
      return new String(Base64.getDecoder().decode(data.path(name).asString("")), UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return "";
    }
  }

  ObjectNode data() {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("ca.crt", encoded(authorities));
    data.put("ca.key", encoded(key.reveal()));
    data.put("tls.crt", encoded(server.chain()));
    data.put("tls.key", encoded(server.key().reveal()));
    return data;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
