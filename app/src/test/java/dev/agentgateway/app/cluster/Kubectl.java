package dev.agentgateway.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The real kubectl: the one that `KUBECTL` names, or the one on the path.
public record Kubectl(Path kubeconfig, Path folder) {

  static final String PROGRAM = System.getenv().getOrDefault("KUBECTL", "kubectl");

  public static boolean isThere() {
    boolean isThere =
        PROGRAM.contains("/")
            ? Files.isExecutable(Path.of(PROGRAM))
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, PROGRAM)));
    if (!isThere) {
      System.out.println(
          "!!! NO KUBECTL: the journeys with kubectl were NOT tried. Set KUBECTL. !!!");
    }
    return isThere;
  }

  /// Runs a command that must succeed, and gives what it said.
  public String run(String... arguments) throws IOException, InterruptedException {
    return runWith("", arguments);
  }

  public String apply(String yaml) throws IOException, InterruptedException {
    return runWith(yaml, "apply", "-f-");
  }

  private String runWith(String input, String... arguments)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("input"), input);
    Path out = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(PROGRAM, "--cache-dir=" + folder.resolve("c")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", folder.toString());
    int exit = builder.start().waitFor();
    String said = Files.readString(out);
    assertThat(exit).as(said).isZero();
    return said;
  }
}
