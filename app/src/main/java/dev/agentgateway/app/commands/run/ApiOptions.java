package dev.agentgateway.app.commands.run;

import dev.agentgateway.app.cluster.StateFolder;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.config.addresses.Cidr;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options about the API server that resources come from.
final class ApiOptions {

  @Option(
      names = "--api",
      negatable = true,
      description =
          "Run what is applied to a Kubernetes API on loopback, and nothing else (default: beside what runs without files; --no-api: none).")
  private @Nullable Boolean isServed;

  @Option(
      names = "--api-port",
      paramLabel = "PORT",
      description = "Port of that API, 0 for any (default: 16443, any when it is taken).")
  private @Nullable Integer port;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "Where that API keeps what is applied (default: agentgateway in $XDG_STATE_HOME).")
  private @Nullable Path state;

  @Option(names = "--ephemeral", description = "Forget what is applied at the end.")
  private boolean isEphemeral;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Run what the API server holds that this file names.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Which context of the kubeconfig (default: its current one).")
  private @Nullable String context;

  @Option(
      names = "--addresses",
      paramLabel = "CIDR",
      converter = Pool.class,
      description =
          "With --kubeconfig: give each Gateway an address of this block, which this machine has.")
  private @Nullable Cidr addresses;

  /// Whether resources come from an API server.
  boolean isAsked() {
    return isServedAlone() || kubeconfig != null;
  }

  /// Whether the API is served beside what runs without files.
  boolean isServedBeside() {
    return isServed == null;
  }

  private boolean isServedAlone() {
    return isServed != null && isServed;
  }

  /// What does not go together, empty when all does.
  ///
  /// @param isWithFiles whether resources come from files
  String fault(boolean isWithFiles) {
    if (isServedAlone() && kubeconfig != null) {
      return "--api and --kubeconfig: resources come from one API server";
    }
    boolean isNone = isWithFiles || kubeconfig != null || (isServed != null && !isServed);
    if (!isServedAlone() && isNone && (port != null || state != null || isEphemeral)) {
      return "--api-port, --state and --ephemeral need an API: start with --api";
    }
    if (state != null && isEphemeral) {
      return "--state and --ephemeral: either is kept, or not";
    }
    if (addresses != null && kubeconfig == null) {
      return "--addresses needs --kubeconfig";
    }
    return context != null && kubeconfig == null ? "--context needs --kubeconfig" : "";
  }

  @Nullable Integer port() {
    return port;
  }

  @Nullable Path kubeconfig() {
    return kubeconfig;
  }

  @Nullable String context() {
    return context;
  }

  @Nullable Cidr addresses() {
    return addresses;
  }

  /// Where the API keeps its store; null for nowhere.
  @Nullable Path stateFolder() throws StartException {
    if (isEphemeral) {
      return null;
    }
    return state == null ? StateFolder.ofUser(System.getenv()) : state;
  }

  /// Reads a block of addresses.
  static final class Pool implements ITypeConverter<Cidr> {

    @Override
    public Cidr convert(String value) {
      try {
        return Cidr.parse(value);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(String.valueOf(wrong.getMessage()));
      }
    }
  }
}
