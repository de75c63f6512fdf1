package dev.agentgateway.apiserver.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.http.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "kubeconfig", ".new", ownerOnly(folder));
    try {
      Files.write(fresh, text().getBytes(UTF_8));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
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
