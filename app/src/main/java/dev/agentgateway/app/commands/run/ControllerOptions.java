package dev.agentgateway.app.commands.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of a data plane that a controller gives its configuration.
final class ControllerOptions {

  @Option(
      names = "--controller",
      paramLabel = "URL",
      description =
          "Run what this controller says (https://HOST:PORT), which --ca-file then is the authority"
              + " of.")
  private @Nullable URI controller;

  @Option(
      names = "--gateway",
      paramLabel = "NAMESPACE/NAME",
      description = "The Gateway that this is a data plane of.")
  private @Nullable String gateway;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The service account's token, by which the controller knows the Gateway.")
  private @Nullable Path token;

  @Option(
      names = "--linger-seconds",
      paramLabel = "SECONDS",
      defaultValue = "4",
      description =
          "How long a data plane goes on taking requests after it was asked to end, so that a cluster's"
              + " nodes hear of it first (default: ${DEFAULT-VALUE}).")
  private int lingerSeconds;

  boolean isAsked() {
    return controller != null;
  }

  /// What does not go together, empty when all does.
  String fault() {
    URI url = controller;
    if (lingerSeconds < 0) {
      return "--linger-seconds: %d (expected: 0 or more)".formatted(lingerSeconds);
    }
    if (url == null) {
      return gateway == null && token == null ? "" : "--gateway and --token-file need --controller";
    }
    if (!"https".equals(url.getScheme()) || url.getHost() == null) {
      return "--controller: %s (expected: https://HOST:PORT)".formatted(url);
    }
    if (token == null) {
      return "--controller needs --token-file FILE";
    }
    if (gateway == null) {
      return "--controller needs --gateway NAMESPACE/NAME";
    }
    return gateway.matches("[a-z0-9-]{1,63}/[a-z0-9.-]{1,253}")
        ? ""
        : "--gateway: %s (expected: NAMESPACE/NAME)".formatted(gateway);
  }

  Duration linger() {
    return Duration.ofSeconds(lingerSeconds);
  }

  URI controller() {
    return required(controller);
  }

  String gateway() {
    return required(gateway);
  }

  Path token() {
    return required(token);
  }

  private static <T> T required(@Nullable T option) {
    if (option == null) {
      throw new IllegalStateException("options were not checked");
    }
    return option;
  }
}
