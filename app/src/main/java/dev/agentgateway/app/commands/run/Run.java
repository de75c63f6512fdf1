package dev.agentgateway.app.commands.run;

import dev.agentgateway.app.cluster.LateApi;
import dev.agentgateway.app.console.Addresses;
import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.console.Resolve;
import dev.agentgateway.app.run.Banner;
import dev.agentgateway.app.run.Ending;
import dev.agentgateway.app.run.FileResources;
import dev.agentgateway.app.run.Gateway;
import dev.agentgateway.app.run.GatewayOptions;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.app.zero.FreePorts;
import dev.agentgateway.app.zero.Surroundings;
import dev.agentgateway.transport.TransportOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agentgateway run -f …`, and `agentgateway` alone.
@Command(
    name = "run",
    description = {
      "Serve what the resources in files say.",
      "Without files: fake models, the providers whose keys stand in the environment, and what is applied to the API."
    })
public final class Run implements Callable<Integer> {

  private static final int PORT_MAX = 65_535;
  private static final int ZERO_PORT = 4000;
  private static final int ADMIN_PORT = 15_000;
  private static final int METRICS_PORT = 15_020;
  private static final int READINESS_PORT = 15_021;

  /// As `--ca-file`, where options are another's to write: a pod's.
  private static final String AUTHORITIES = "AGENTGATEWAY_CA_FILE";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();
  @Mixin private ApiOptions api = new ApiOptions();
  @Mixin private ControllerOptions controller = new ControllerOptions();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "A file or folder of resources, - for the standard input. Repeatable.")
  private List<String> files = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Without files: where to listen, 0 for any (default: 4000).")
  private @Nullable Integer port;

  @Option(
      names = "--print",
      description = "Without files: show what would run as resources, and end.")
  private boolean isPrinted;

  @Option(
      names = "--resolve",
      paramLabel = "HOST:PORT=ADDRESS:PORT",
      converter = Resolve.Reader.class,
      description = "Where a host or a Service (NAME.NAMESPACE:PORT) is. Repeatable.")
  private List<Resolve> resolves = List.of();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description =
          "PEM certificates that upstreams may show beside the system's, as those of the file that"
              + " AGENTGATEWAY_CA_FILE names. Repeatable.")
  private List<Path> authorities = List.of();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      converter = Addresses.class,
      description =
          "Where Gateways and readiness listen (default: 0.0.0.0; without files, and with --api, 127.0.0.1).")
  private @Nullable InetAddress bind;

  @Option(
      names = "--admin-bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      converter = Addresses.class,
      description = "Where admin and metrics listen (default: ${DEFAULT-VALUE}).")
  private InetAddress adminBind = InetAddress.getLoopbackAddress();

  @Option(
      names = "--metrics-bind",
      paramLabel = "ADDRESS",
      converter = Addresses.class,
      description =
          "Where metrics listen (default: as admin; with --controller, where Gateways do).")
  private @Nullable InetAddress metricsBind;

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Port of the admin API, 0 for any (default: 15000).")
  private @Nullable Integer adminPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Port of the metrics, 0 for any (default: 15020).")
  private @Nullable Integer metricsPort;

  @Option(
      names = "--readiness-port",
      paramLabel = "PORT",
      description = "Port of the readiness probe, 0 for any (default: 15021).")
  private @Nullable Integer readinessPort;

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

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      description = "Threads that carry requests (default: one for each processor).")
  private int eventLoops = TransportOptions.DEFAULT.threads();

  @Override
  public Integer call() throws InterruptedException {
    check();
    log.apply();
    try {
      if (controller.isAsked()) {
        return fromController();
      }
      if (api.isAsked()) {
        return fromApi();
      }
      return files.isEmpty() ? withoutFiles() : withFiles();
    } catch (StartException e) {
      spec.commandLine().getErr().println("agentgateway: " + e.getMessage());
      return 1;
    }
  }

  private int fromApi() throws StartException, InterruptedException {
    InetAddress usual =
        api.kubeconfig() == null
            ? InetAddress.getLoopbackAddress()
            : new InetSocketAddress(0).getAddress();
    return new FromApi(api, options(usual), log, accessLog(), spec.commandLine().getErr()).run();
  }

  private int fromController() throws StartException, InterruptedException {
    return new FromController(
            controller,
            authorities.getFirst(),
            options(new InetSocketAddress(0).getAddress()),
            log,
            accessLog(),
            spec.commandLine().getErr())
        .run();
  }

  private int withFiles() throws StartException, InterruptedException {
    GatewayOptions options = options(new InetSocketAddress(0).getAddress());
    try (Gateway gateway = Gateway.start(options, accessLog())) {
      Banner.tell(gateway, log, spec.commandLine().getErr());
      serve(gateway);
    }
    return 0;
  }

  private int withoutFiles() throws StartException, InterruptedException {
    int asked = port == null ? ZERO_PORT : port;
    int named = asked == 0 ? ZERO_PORT : asked;
    Map<String, String> environment = System.getenv();
    Surroundings found = Surroundings.look(environment, named);
    String yaml = found.yaml(named);
    if (isPrinted) {
      spec.commandLine().getOut().print(yaml);
      spec.commandLine().getOut().flush();
      return 0;
    }
    InetAddress address = bind == null ? InetAddress.getLoopbackAddress() : bind;
    Map<Integer, Integer> mapped = new LinkedHashMap<>(ports);
    if (asked == 0) {
      mapped.putIfAbsent(named, 0);
    } else if (!mapped.containsKey(named) && !new FreePorts(address).isFree(named)) {
      throw new StartException(
          "port %d is in use: choose another with --port PORT, 0 for any".formatted(named));
    }
    FreePorts free = new FreePorts(adminBind);
    int admin = free.choose("admin", adminPort, ADMIN_PORT);
    int metrics = free.choose("metrics", metricsPort, METRICS_PORT);
    FreePorts ready = new FreePorts(address);
    int readiness = ready.choose("readiness", readinessPort, READINESS_PORT);
    GatewayOptions options = options(address, mapped, admin, metrics, readiness);
    LateApi resources = new LateApi(FileResources.of(yaml, environment));
    try (Gateway gateway = Gateway.start(options, resources, accessLog())) {
      List<String> lines = new ArrayList<>(found.lines());
      lines.addAll(free.notes());
      lines.addAll(ready.notes());
      Banner.tell(gateway, lines, log, spec.commandLine().getErr());
      if (api.isServedBeside()) {
        resources.open(
            api::stateFolder,
            api.port(),
            List.of(address.getHostAddress()),
            said -> Banner.tell(said, log, spec.commandLine().getErr()));
      }
      serve(gateway);
    }
    return 0;
  }

  /// The name that a Service has inside a cluster, for `NAME.NAMESPACE:PORT`; any other as it is.
  private static String inCluster(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    String host = hostAndPort.substring(0, colon);
    boolean isService = host.chars().filter(c -> c == '.').count() == 1;
    return isService ? host + ".svc.cluster.local" + hostAndPort.substring(colon) : hostAndPort;
  }

  private static void serve(Gateway gateway) throws InterruptedException {
    Ending.serve(gateway, () -> {});
  }

  /// Not System.out: a broken pipe must be seen, and lines come in blocks of their own.
  private static OutputStream accessLog() {
    return new FileOutputStream(FileDescriptor.out);
  }

  private void check() {
    checkPort("--port", port);
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
    if (eventLoops < 1 || eventLoops > TransportOptions.THREADS_MAX) {
      throw wrong(
          "--event-loops: %d (expected: 1 to %d)"
              .formatted(eventLoops, TransportOptions.THREADS_MAX));
    }
    if (!files.isEmpty() && port != null) {
      throw wrong("--port is for a start without -f; Gateways name their ports, see --map-port");
    }
    if (!api.fault(!files.isEmpty()).isEmpty()) {
      throw wrong(api.fault(!files.isEmpty()));
    }
    if (api.isAsked() && (!files.isEmpty() || port != null || isPrinted)) {
      throw wrong("--api and --kubeconfig stand without -f, --port and --print");
    }
    if (!controller.fault().isEmpty()) {
      throw wrong(controller.fault());
    }
    if (controller.isAsked() && authorities.size() != 1) {
      throw wrong("--controller needs --ca-file FILE: by what the controller is known");
    }
    if (controller.isAsked() && (api.isAsked() || !files.isEmpty() || port != null || isPrinted)) {
      throw wrong("--controller stands without -f, --api, --kubeconfig, --port and --print");
    }
    if (!files.isEmpty() && isPrinted) {
      throw wrong("--print is for a start without -f");
    }
  }

  private GatewayOptions options(InetAddress usualBind) {
    return options(
        bind == null ? usualBind : bind,
        ports,
        adminPort == null ? ADMIN_PORT : adminPort,
        metricsPort == null ? METRICS_PORT : metricsPort,
        readinessPort == null ? READINESS_PORT : readinessPort);
  }

  private GatewayOptions options(
      InetAddress address, Map<Integer, Integer> mapped, int admin, int metrics, int readiness) {
    Map<String, String> addresses = new LinkedHashMap<>();
    resolves.forEach(resolve -> addresses.put(resolve.from(), resolve.to()));
    resolves.forEach(resolve -> addresses.putIfAbsent(inCluster(resolve.from()), resolve.to()));
    return new GatewayOptions(
        files,
        addresses,
        extraAuthorities(),
        address,
        adminBind,
        metricsBind(address),
        admin,
        metrics,
        readiness,
        mapped,
        Duration.ofSeconds(drainSeconds),
        eventLoops,
        log.format());
  }

  private InetAddress metricsBind(InetAddress gateways) {
    if (metricsBind != null) {
      return metricsBind;
    }
    return controller.isAsked() ? gateways : adminBind;
  }

  private String extraAuthorities() {
    StringBuilder pem = new StringBuilder();
    if (!controller.isAsked()) {
      authorities.forEach(file -> pem.append(pem("--ca-file", file)).append('\n'));
    }
    String file = System.getenv(AUTHORITIES);
    if (file != null && !file.isEmpty()) {
      pem.append(pem(AUTHORITIES, Path.of(file)));
    }
    return pem.toString();
  }

  private String pem(String option, Path file) {
    try {
      String text = Files.readString(file);
      if (!text.contains("-----BEGIN CERTIFICATE-----")) {
        throw wrong("%s: %s holds no PEM certificate".formatted(option, file));
      }
      return text;
    } catch (IOException e) {
      throw wrong("%s: cannot read %s".formatted(option, file));
    }
  }

  private void checkPort(String option, @Nullable Integer written) {
    if (written != null && (written < 0 || written > PORT_MAX)) {
      throw wrong("%s: %d (expected: 0 to %d)".formatted(option, written, PORT_MAX));
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
