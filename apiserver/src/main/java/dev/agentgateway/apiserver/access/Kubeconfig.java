package dev.agentgateway.apiserver.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.http.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// The file by which kubectl finds the server and its token. Only its owner may read it.
///
/// @param server `https://127.0.0.1:PORT`
/// @param authority PEM
public record Kubeconfig(String server, String authority, Secret token) {

  private static final String NAME = "agentgateway";

  /// Writes the file in one step: a reader sees the old one or the new one.
  public void write(Path file) throws IOException {
    OwnerOnly.write(file, text());
  }

  /// JSON, which is YAML.
  String text() {
    ObjectNode config = Json.object();
    config.put("apiVersion", "v1");
    config.put("kind", "Config");
    config.put("current-context", NAME);
    ObjectNode cluster = config.putArray("clusters").addObject();
    cluster.put("name", NAME);
    cluster
        .putObject("cluster")
        .put("server", server)
        .put(
            "certificate-authority-data",
            Base64.getEncoder().encodeToString(authority.getBytes(UTF_8)));
    ObjectNode user = config.putArray("users").addObject();
    user.put("name", NAME);
    user.putObject("user").put("token", token.reveal());
    ObjectNode context = config.putArray("contexts").addObject();
    context.put("name", NAME);
    context.putObject("context").put("cluster", NAME).put("user", NAME).put("namespace", "default");
    return config.toPrettyString() + "\n";
  }
}
