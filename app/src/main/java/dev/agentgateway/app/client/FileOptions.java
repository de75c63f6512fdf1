package dev.agentgateway.app.client;

import java.util.List;
import picocli.CommandLine.Option;

/// Options about the files in which objects are written.
public final class FileOptions {

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "A file, a folder, an address, or - for the standard input. Repeatable.")
  private List<String> files = List.of();

  @Option(
      names = {"-R", "--recursive"},
      description = "Folders in folders too.")
  private boolean isRecursive;

  public boolean isEmpty() {
    return files.isEmpty();
  }

  public List<Manifest> read() throws Refused {
    return new Manifests(System.in, isRecursive).read(files);
  }
}
