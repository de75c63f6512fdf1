package dev.agentgateway.app.client;

import dev.agentgateway.app.cluster.StateFolder;
import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.logging.LogSetup;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.kubernetes.api.Access;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about the API server that is asked.
public final class ServerOptions {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "How to reach the API server (default: $KUBECONFIG, else the one that agentgateway serves).")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Which context of the kubeconfig (default: its current one).")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Which namespace (default: the context's).")
  private @Nullable String namespace;

  /// @param err where the server's warnings go
  public Remote open(PrintWriter err) throws Refused {
    LogSetup.hush(LogFormat.TEXT);
    return Remote.open(new Access(found(), context), namespace, err);
  }

  private Path found() throws Refused {
    if (kubeconfig != null) {
      return kubeconfig;
    }
    Map<String, String> environment = System.getenv();
    // kubectl merges several; the first that is there is the one that counts most.
    for (String each : environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1)) {
      if (!each.isEmpty() && Files.exists(Path.of(each))) {
        return Path.of(each);
      }
    }
    return ofProgram(environment);
  }

  /// The one that the program's own API writes.
  public static Path ofProgram(Map<String, String> environment) throws Refused {
    try {
      Path file = StateFolder.ofUser(environment).resolve("kubeconfig");
      if (Files.exists(file)) {
        return file;
      }
    } catch (StartException homeless) {
      throw Refused.error(String.valueOf(homeless.getMessage()));
    }
    throw Refused.error(
        "no API server is known: start agentgateway, or name one with --kubeconfig or $KUBECONFIG");
  }
}
