package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Files, folders, pipes and standard input as a source of resources. What can be read only once is
/// remembered.
///
/// Of a folder, `*.yaml`, `*.yml` and `*.json` are read in the order of their names; folders in it
/// are not, as with `kubectl -f`, nor is what is hidden: mounted ConfigMaps keep their old and new
/// contents under names that begin with two dots.
public final class FileSource {

  /// Of one folder.
  public static final int FILES_MAX = 10_000;

  /// Of all files together.
  public static final long BYTES_MAX = 256L << 20;

  /// Standard input's name among the places.
  public static final String STANDARD_INPUT = "-";

  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private final List<String> places;
  private final InputStream standardInput;
  private final EnvironmentReferences references;
  private final Map<String, Content> piped = new ConcurrentHashMap<>();
  private volatile String lastDigest = "";

  /// @param places files, folders, or `-`
  public FileSource(
      List<String> places, InputStream standardInput, EnvironmentReferences references) {
    this.places = List.copyOf(places);
    this.standardInput = standardInput;
    this.references = references;
  }

  /// Reads all.
  public Documents read() {
    Contents contents = contents();
    lastDigest = contents.digest();
    return documents(contents);
  }

  /// Whether there is something whose change could be seen.
  public boolean canChange() {
    return places.stream().anyMatch(place -> !isPiped(place));
  }

  /// What is there now, if it differs from what was read last.
  Optional<Contents> changed() {
    Contents contents = contents();
    return contents.digest().equals(lastDigest) ? Optional.empty() : Optional.of(contents);
  }

  Documents accept(Contents contents) {
    lastDigest = contents.digest();
    return documents(contents);
  }

  /// Folders in which a change of what is read shows.
  Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    for (String place : places) {
      Path path = Path.of(place).toAbsolutePath().normalize();
      if (isPiped(place)) {
        continue;
      }
      if (Files.isDirectory(path)) {
        folders.add(path);
      }
      if (path.getParent() != null) {
        folders.add(path.getParent());
      }
    }
    return folders;
  }

  /// Whether something new at `path`, in one of those folders, can change what is read.
  boolean concerns(Path path) {
    Path name = path.getFileName();
    String text = name == null ? "" : name.toString();
    return text.startsWith("..")
        || ENDINGS.stream().anyMatch(text::endsWith)
        || places.stream()
            .anyMatch(place -> path.equals(Path.of(place).toAbsolutePath().normalize()));
  }

  private Documents documents(Contents contents) {
    List<Document> documents = new ArrayList<>();
    List<Fault> faults = new ArrayList<>(contents.faults());
    for (Content content : contents.contents()) {
      Documents read = YamlReader.read(content.source(), content.bytes());
      documents.addAll(read.documents());
      faults.addAll(read.faults());
    }
    return references.resolve(new Documents(documents, faults));
  }

  private Contents contents() {
    Contents.Gathering gathering = new Contents.Gathering();
    Set<Path> seen = new LinkedHashSet<>();
    for (String place : places) {
      Path path = Path.of(place);
      if (isPiped(place)) {
        piped(place, gathering);
      } else if (Files.isDirectory(path)) {
        folder(path, seen, gathering);
      } else if (Files.exists(path)) {
        file(path, seen, gathering);
      } else {
        gathering.add(
            error(
                path.toString(),
                "no such file or folder",
                "check the path, or run from another folder"));
      }
    }
    return gathering.whole();
  }

  private void folder(Path folder, Set<Path> seen, Contents.Gathering gathering) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, FileSource::isRead)) {
      entries.forEach(files::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
      gathering.add(error(folder.toString(), "the folder cannot be read", "check who may read it"));
      return;
    }
    if (files.isEmpty()) {
      String message = "the folder has no *.yaml, *.yml or *.json";
      gathering.add(fault(Severity.WARNING, folder.toString(), message, "name its subfolders too"));
    }
    if (files.size() > FILES_MAX) {
      String message =
          "a folder of %d files (expected: at most %d)".formatted(files.size(), FILES_MAX);
      gathering.add(error(folder.toString(), message, ""));
      return;
    }
    files.stream().sorted().forEach(file -> file(file, seen, gathering));
  }

  private static boolean isRead(Path path) {
    Path name = path.getFileName();
    String text = name == null ? "" : name.toString();
    return !text.startsWith(".")
        && ENDINGS.stream().anyMatch(text::endsWith)
        && (Files.isRegularFile(path) || Files.notExists(path));
  }

  private static void file(Path file, Set<Path> seen, Contents.Gathering gathering) {
    if (!seen.add(file.toAbsolutePath().normalize())) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      gathering.add(new Content(file.toString(), in.readNBytes(YamlReader.STREAM_BYTES_MAX + 1)));
    } catch (IOException unreadable) {
      gathering.add(error(file.toString(), "the file cannot be read", "check who may read it"));
    }
  }

  /// Standard input, and what `<(command)` of a shell stands for.
  private static boolean isPiped(String place) {
    Path path = Path.of(place);
    return place.equals(STANDARD_INPUT)
        || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
  }

  private void piped(String place, Contents.Gathering gathering) {
    Content content = piped.get(place);
    if (content == null) {
      try (InputStream pipe = pipe(place)) {
        content = new Content(place, pipe.readNBytes(YamlReader.STREAM_BYTES_MAX + 1));
      } catch (IOException unreadable) {
        String what = place.equals(STANDARD_INPUT) ? "standard input" : "the file";
        gathering.add(error(place, what + " cannot be read", ""));
        return;
      }
      piped.put(place, content);
    }
    gathering.add(content);
  }

  private InputStream pipe(String place) throws IOException {
    return place.equals(STANDARD_INPUT) ? standardInput : Files.newInputStream(Path.of(place));
  }

  private static Fault error(String source, String message, String mend) {
    return fault(Severity.ERROR, source, message, mend);
  }

  private static Fault fault(Severity severity, String source, String message, String mend) {
    return new Fault(severity, "", new Position(source, 1, 1), message, mend);
  }
}
