package dev.agentgateway.app.commands.controller;

import dev.agentgateway.app.console.Addresses;
import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.console.Version;
import dev.agentgateway.app.controller.ClusterController;
import dev.agentgateway.app.controller.ControllerSettings;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.objects.NamespaceSelectors;
import dev.agentgateway.kubernetes.objects.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `agentgateway controller`, in a cluster or beside it.
@Command(
    name = "controller",
    description = {
      "Watch a cluster's resources, write their statuses, deploy data planes and give them what they run.",
      "In a pod without options: the cluster, and the namespace, of the pod."
    })
public final class Controller implements Callable<Integer> {

  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

  private static final int PORT_MAX = 65_535;

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The cluster that this file names (default: the pod's own).")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Which context of the kubeconfig (default: its current one).")
  private @Nullable String context;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "Where the controller lives (default: POD_NAMESPACE, else the pod's).")
  private @Nullable String namespace;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "By which Service data planes find the controller (default: agentgateway).")
  private @Nullable String service;

  @Option(
      names = "--data-plane-image",
      paramLabel = "IMAGE",
      description =
          "Image of the data planes that are deployed (default: AGW_PROXY_IMAGE_REGISTRY, "
              + "_REPOSITORY and _TAG, else agentgateway in this version).")
  private @Nullable String image;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      converter = Addresses.class,
      description = "Where all ports listen (default: 0.0.0.0).")
  private InetAddress bind = new InetSocketAddress(0).getAddress();

  @Option(
      names = "--data-plane-port",
      paramLabel = "PORT",
      defaultValue = "9978",
      description =
          "Where data planes get their configuration, 0 for any (default: ${DEFAULT-VALUE}).")
  private int dataPlanePort;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      defaultValue = "9093",
      description = "Port of /readyz and /healthz, 0 for any (default: ${DEFAULT-VALUE}).")
  private int healthPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the metrics, 0 for any (default: ${DEFAULT-VALUE}).")
  private int metricsPort;

  @Override
  public Integer call() throws InterruptedException {
    check("--data-plane-port", dataPlanePort);
    check("--health-port", healthPort);
    check("--metrics-port", metricsPort);
    if (context != null && kubeconfig == null) {
      throw wrong("--context needs --kubeconfig");
    }
    ControllerSettings settings =
        new ControllerSettings(
            new Access(kubeconfig, context),
            namespace(System.getenv()),
            identity(System.getenv()),
            service(System.getenv()),
            image(System.getenv()),
            bind,
            dataPlanePort,
            healthPort,
            metricsPort,
            new Scope(namespaces(System.getenv()), secretNamespaces(System.getenv())),
            classParameters(System.getenv()));
    log.apply();
    try (ClusterController controller = ClusterController.start(settings)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("end").unstarted(controller::close));
      controller.awaitEnd();
      return 0;
    } catch (StartException e) {
      spec.commandLine().getErr().println("agentgateway: " + e.getMessage());
      return 1;
    }
  }

  private String namespace(Map<String, String> environment) {
    String named = namespace == null ? environment.getOrDefault("POD_NAMESPACE", "") : namespace;
    if (!named.isEmpty()) {
      return named;
    }
    try {
      return Files.readString(OWN_NAMESPACE).strip();
    } catch (IOException outside) {
      throw wrong("--namespace NAMESPACE is missing, and this is no pod that has one");
    }
  }

  /// Of this replica: its pod's name, which no other has. Empty where replicas are not to look for
  /// a leader.
  private static String identity(Map<String, String> environment) {
    boolean isAlone =
        Boolean.parseBoolean(variable(environment, "DISABLE_LEADER_ELECTION", "false"));
    return isAlone ? "" : environment.getOrDefault("HOSTNAME", "") + "_" + UUID.randomUUID();
  }

  private String service(Map<String, String> environment) {
    return service == null ? variable(environment, "XDS_SERVICE_NAME", "agentgateway") : service;
  }

  private String image(Map<String, String> environment) {
    if (image != null) {
      return image;
    }
    String registry = variable(environment, "PROXY_IMAGE_REGISTRY", "");
    String repository = variable(environment, "PROXY_IMAGE_REPOSITORY", "agentgateway");
    String tag = variable(environment, "PROXY_IMAGE_TAG", Version.current());
    return (registry.isEmpty() ? "" : registry + "/") + repository + ":" + tag;
  }

  private NamespaceSelectors namespaces(Map<String, String> environment) {
    String name = "DISCOVERY_NAMESPACE_SELECTORS";
    String json = variable(environment, name, "[]");
    try {
      return NamespaceSelectors.parse(json);
    } catch (IllegalArgumentException fault) {
      throw wrong("AGW_%s: %s".formatted(name, fault.getMessage()));
    }
  }

  private List<String> secretNamespaces(Map<String, String> environment) {
    String name = "SECRET_NAMESPACES";
    String written = variable(environment, name, "");
    List<String> namespaces =
        written.isBlank()
            ? List.of()
            : Stream.of(written.split(",", -1)).map(String::strip).distinct().toList();
    for (String each : namespaces) {
      if (!NAMESPACE.matcher(each).matches()) {
        throw wrong("AGW_%s: \"%s\" is no name of a namespace".formatted(name, each));
      }
    }
    return namespaces;
  }

  /// `{"agentgateway": {"group": …, "kind": …, "name": …, "namespace": …}}`, by the class's name.
  private @Nullable ObjectNode classParameters(Map<String, String> environment) {
    String name = "GATEWAY_CLASS_PARAMETERS_REFS";
    String json = variable(environment, name, "{}");
    try {
      JsonNode ref = JsonMapper.shared().readTree(json).path("agentgateway");
      if (ref.isMissingNode()) {
        return null;
      }
      if (ref instanceof ObjectNode written && !ref.path("name").asString("").isEmpty()) {
        ObjectNode whole =
            JsonNodeFactory.instance
                .objectNode()
                .put("group", "agentgateway.dev")
                .put("kind", "AgentgatewayParameters");
        whole.setAll(written);
        return whole;
      }
      throw wrong("AGW_%s: agentgateway.name is missing".formatted(name));
    } catch (JacksonException broken) {
      throw wrong("AGW_%s: no JSON: %s".formatted(name, broken.getOriginalMessage()));
    }
  }

  /// A variable of the charts, by its new or by its old name.
  private static String variable(Map<String, String> environment, String name, String otherwise) {
    String now = environment.getOrDefault("AGW_" + name, "");
    String before = environment.getOrDefault("KGW_" + name, "");
    return !now.isEmpty() ? now : !before.isEmpty() ? before : otherwise;
  }

  private void check(String option, int port) {
    if (port < 0 || port > PORT_MAX) {
      throw wrong("%s: %d (expected: 0 to %d)".formatted(option, port, PORT_MAX));
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
