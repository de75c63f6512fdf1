package dev.agentgateway.app.commands.run;

import dev.agentgateway.app.console.Addresses;
import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.console.Resolve;
import dev.agentgateway.app.run.Banner;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.app.run.StartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agentgateway run -f …`.
@Command(name = "run", description = "Serve what the resources in files say.")
public final class Run implements Callable<Integer> {

  private static final int PORT_MAX = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description = "A file or folder of resources, - for the standard input. Repeatable.")
  private List<String> files = List.of();

  @Option(
      names = "--resolve",
      paramLabel = "HOST:PORT=ADDRESS:PORT",
      converter = Resolve.Reader.class,
      description = "Where a host or a Service (NAME.NAMESPACE:PORT) is. Repeatable.")
  private List<Resolve> resolves = List.of();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM certificates that upstreams may show beside the system's.")
  private List<Path> authorities = List.of();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "0.0.0.0",
      converter = Addresses.class,
      description = "Where Gateways and readiness listen (default: ${DEFAULT-VALUE}).")
  private InetAddress bind = InetAddress.getLoopbackAddress();

  @Option(
      names = "--admin-bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      converter = Addresses.class,
      description = "Where admin and metrics listen (default: ${DEFAULT-VALUE}).")
  private InetAddress adminBind = InetAddress.getLoopbackAddress();

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      defaultValue = "15000",
      description = "Port of the admin API, 0 for any (default: ${DEFAULT-VALUE}).")
  private int adminPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "15020",
      description = "Port of the metrics, 0 for any (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Option(
      names = "--readiness-port",
      paramLabel = "PORT",
      defaultValue = "15021",
      description = "Port of the readiness probe, 0 for any (default: ${DEFAULT-VALUE}).")
  private int readinessPort;

  @Option(
      names = "--map-port",
      paramLabel = "PORT=PORT",
      description =
          "Listen on the second instead of the first, which a Gateway names; 0 for any. Repeatable.")
  private Map<Integer, Integer> ports = Map.of();

  @Option(
      names = "--drain-seconds",
      paramLabel = "SECONDS",
      defaultValue = "25",
      description =
          "How long running requests may take to finish at the end (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  @Override
  public Integer call() throws InterruptedException {
    log.apply();
    GatewayOptions options = options();
    // Not System.out: a broken pipe must be seen, and lines come in blocks of their own.
    OutputStream lines = new FileOutputStream(FileDescriptor.out);
    try (Gateway gateway = Gateway.start(options, lines)) {
      Banner.tell(gateway, log, spec.commandLine().getErr());
      gateway.awaitEnd();
      return 0;
    } catch (StartException e) {
      spec.commandLine().getErr().println("agentgateway: " + e.getMessage());
      return 1;
    }
  }

  private GatewayOptions options() {
    checkPort("--admin-port", adminPort);
    checkPort("--metrics-port", metricsPort);
    checkPort("--readiness-port", readinessPort);
    ports.forEach((from, to) -> {
      checkPort("--map-port", from);
      checkPort("--map-port", to);
    });
    if (drainSeconds < 0) {
      throw wrong("--drain-seconds: %d (expected: 0 or more)".formatted(drainSeconds));
    }
    Map<String, String> addresses = new LinkedHashMap<>();
    resolves.forEach(resolve -> addresses.put(resolve.from(), resolve.to()));
    return new GatewayOptions(
        files,
        addresses,
        extraAuthorities(),
        bind,
        adminBind,
        adminPort,
        metricsPort,
        readinessPort,
        ports,
        Duration.ofSeconds(drainSeconds),
        log.format());
  }

  private String extraAuthorities() {
    StringBuilder pem = new StringBuilder();
    for (Path file : authorities) {
      try {
        String text = Files.readString(file);
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
          throw wrong("--ca-file: %s holds no PEM certificate".formatted(file));
        }
        pem.append(text).append('\n');
      } catch (IOException e) {
        throw wrong("--ca-file: cannot read %s".formatted(file));
      }
    }
    return pem.toString();
  }

  private void checkPort(String option, int port) {
    if (port < 0 || port > PORT_MAX) {
      throw wrong("%s: %d (expected: 0 to %d)".formatted(option, port, PORT_MAX));
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
