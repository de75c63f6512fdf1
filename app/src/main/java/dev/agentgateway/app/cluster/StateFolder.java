package dev.agentgateway.app.cluster;

import dev.agentgateway.app.run.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Where the program keeps what outlives it.
public final class StateFolder {

  private StateFolder() {}

  /// `agentgateway` below the folder that the XDG specification names.
  public static Path ofUser(Map<String, String> environment) throws StartException {
    String named = environment.getOrDefault("XDG_STATE_HOME", "");
    if (named.startsWith("/")) {
      return Path.of(named, "agentgateway");
    }
    String home = environment.getOrDefault("HOME", "");
    if (home.isEmpty()) {
      throw new StartException("there is no HOME to keep state in: write --state or --ephemeral");
    }
    return Path.of(home, ".local", "state", "agentgateway");
  }

  /// Makes the folder; only its owner may enter one that is new.
  static Path make(Path folder) throws StartException {
    try {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      if (Files.isDirectory(folder)) {
        return folder;
      }
      return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? Files.createDirectory(
              folder,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
          : Files.createDirectory(folder);
    } catch (IOException e) {
      throw new StartException("cannot keep state in %s: %s".formatted(folder, e.getMessage()));
    }
  }
}
