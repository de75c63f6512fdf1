package dev.agentgateway.app.commands.connect;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A tool's settings file, changed as a whole or not at all, and never without a copy of what it
/// was.
record SettingsFile(Path path) {

  /// Of a file that is plausibly somebody's settings.
  private static final long BYTES_MAX = 4L << 20;

  private static final int BACKUPS_MAX = 1000;

  /// What came of it.
  sealed interface Change {

    record None(Path path) implements Change {}

    /// @param backup null when there was no file before
    record Written(Path path, @Nullable Path backup) implements Change {}

    record Refused(Path path, String cause) implements Change {}
  }

  /// The text with the addition in it.
  interface Edit {

    /// @param before empty where there was no file
    Edited with(String before);
  }

  /// A new text, or why the old one is left alone.
  ///
  /// @param fault empty when the text can be written
  record Edited(String text, String fault) {

    static Edited of(String text) {
      return new Edited(text, "");
    }

    static Edited refused(String fault) {
      return new Edited("", fault);
    }
  }

  Change change(Edit edit) {
    try {
      Path file = Files.exists(path) ? path.toRealPath() : path;
      if (Files.exists(file) && Files.size(file) > BYTES_MAX) {
        return new Change.Refused(path, "larger than %d bytes".formatted(BYTES_MAX));
      }
      String before = Files.exists(file) ? Files.readString(file) : "";
      Edited edited = edit.with(before);
      if (!edited.fault().isEmpty()) {
        return new Change.Refused(path, edited.fault());
      }
      if (edited.text().equals(before)) {
        return new Change.None(path);
      }
      return new Change.Written(path, write(file, edited.text()));
    } catch (CharacterCodingException odd) {
      return new Change.Refused(path, "is no UTF-8 text");
    } catch (IOException failed) {
      return new Change.Refused(path, "cannot be changed: " + failed);
    }
  }

  private static @Nullable Path write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new NoSuchFileException(file.toString());
    }
    Files.createDirectories(folder);
    Path backup = Files.exists(file) ? copied(file) : null;
    Path fresh = Files.createTempFile(folder, file.getFileName() + ".", ".new");
    try {
      Files.writeString(fresh, text);
      if (backup != null) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(file));
      } else {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return backup;
  }

  private static Path copied(Path file) throws IOException {
    for (int i = 1; i <= BACKUPS_MAX; i++) {
      Path backup = file.resolveSibling(file.getFileName() + ".before-agentgateway-" + i);
      if (!Files.exists(backup)) {
        return Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    throw new IOException("%d copies are there already".formatted(BACKUPS_MAX));
  }
}
