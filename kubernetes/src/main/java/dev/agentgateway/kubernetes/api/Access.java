package dev.agentgateway.kubernetes.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where an API server is, and who asks: what a kubeconfig says, or the pod.
///
/// @param kubeconfig null for the cluster of the pod that this runs in
/// @param context null for the current one
public record Access(@Nullable Path kubeconfig, @Nullable String context) {

  /// id-ecPublicKey in DER.
  private static final String ELLIPTIC = "06072a8648ce3d0201";

  private static final int CONNECT_MILLIS = 5_000;
  private static final int RETRIES = 2;

  /// Reads the file.
  Config config() throws ApiFailure {
    if (kubeconfig == null) {
      return ofPod();
    }
    if (!Files.isReadable(kubeconfig)) {
      throw new ApiFailure("cannot read " + kubeconfig);
    }
    Config config;
    try {
      config = Config.fromKubeconfig(context, kubeconfig.toFile());
    } catch (RuntimeException e) {
      throw new ApiFailure("%s is no kubeconfig: %s".formatted(kubeconfig, e.getMessage()));
    }
    if (config.getMasterUrl() == null
        || config.getCurrentContext() == null
        || (context != null && !context.equals(config.getCurrentContext().getName()))) {
      throw new ApiFailure(
          "%s has no context%s"
              .formatted(kubeconfig, context == null ? "" : " \"" + context + "\""));
    }
    if (hasEllipticKey(config)) {
      config.setClientKeyAlgo("EC"); // RSA is what the client takes any key for.
    }
    prepare(config);
    if (config.getMasterUrl().contains("//127.0.0.1")) {
      config.setHttpsProxy(null);
    }
    return config;
  }

  /// Whether the client's key, PKCS #8 in PEM, is one of an elliptic curve (RFC 5480, 2.1.1).
  private static boolean hasEllipticKey(Config config) throws ApiFailure {
    try {
      byte[] pem;
      if (config.getClientKeyData() != null) {
        pem = Base64.getMimeDecoder().decode(config.getClientKeyData());
      } else if (config.getClientKeyFile() != null) {
        pem = Files.readAllBytes(Path.of(config.getClientKeyFile()));
      } else {
        return false;
      }
      String inner = new String(pem, ISO_8859_1).replaceAll("-----[A-Z ]+-----", "");
      String key = HexFormat.of().formatHex(Base64.getMimeDecoder().decode(inner));
      return key.contains(ELLIPTIC);
    } catch (IOException | IllegalArgumentException e) {
      throw new ApiFailure("the client's key cannot be read: " + e.getMessage());
    }
  }

  /// What the pod's service account says; its token is read anew when it is renewed.
  private static Config ofPod() throws ApiFailure {
    if (System.getenv("KUBERNETES_SERVICE_HOST") == null) {
      throw new ApiFailure("this is no pod, and no kubeconfig is named");
    }
    Config config = Config.autoConfigure(null);
    prepare(config);
    return config;
  }

  private static void prepare(Config config) {
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setOnlyHttpWatches(true);
  }
}
