package dev.agentgateway.app.commands.kubeconfig;

import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agentgateway kubeconfig`: how kubectl reaches the program's own API.
@Command(
    name = "kubeconfig",
    description = "Print the file by which kubectl reaches the API that agentgateway serves.",
    footer = {"", "export KUBECONFIG=$(agentgateway kubeconfig --path)"})
public final class ShowKubeconfig implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--path", description = "Print where the file is.")
  private boolean isPath;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "Where the API keeps what is applied (default: agentgateway in $XDG_STATE_HOME).")
  private @Nullable Path state;

  @Option(
      names = "--merge",
      arity = "0..1",
      paramLabel = "FILE",
      fallbackValue = "",
      description = "Add it to this file, ~/.kube/config unless told otherwise, after a backup.")
  private @Nullable String merged;

  @Override
  public Integer call() {
    if (isPath && merged != null) {
      throw new ParameterException(spec.commandLine(), "--path stands without --merge");
    }
    PrintWriter err = spec.commandLine().getErr();
    try {
      Path file = file();
      String text = merged == null ? shown(file) : new Merging(file, target(merged)).run();
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      return 0;
    } catch (Refused e) {
      err.println(e.words());
      return 1;
    } catch (IOException e) {
      err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private String shown(Path file) throws IOException {
    return isPath ? file.toAbsolutePath() + "\n" : Files.readString(file);
  }

  private Path file() throws Refused {
    if (state == null) {
      return ServerOptions.ofProgram(System.getenv());
    }
    Path file = state.resolve("kubeconfig");
    if (!Files.exists(file)) {
      throw Refused.error("no API has run with the state in " + state);
    }
    return file;
  }

  private static Path target(String written) throws Refused {
    if (!written.isEmpty()) {
      return Path.of(written);
    }
    Map<String, String> environment = System.getenv();
    String home = environment.getOrDefault("HOME", "");
    if (home.isEmpty()) {
      throw Refused.error("there is no HOME with a .kube/config: write --merge FILE");
    }
    return Path.of(home, ".kube", "config");
  }
}
