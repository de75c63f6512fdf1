package dev.agentgateway.app.run;

import dev.agentgateway.app.logging.LogFormat;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How a gateway is run.
///
/// @param files files and folders of resources; `-` is the standard input
/// @param addresses `HOST:PORT` to `ADDRESS:PORT`, asked before DNS
/// @param extraAuthorities PEM certificates that upstreams may show beside the system's; may be
///   empty
/// @param bind where Gateways and readiness listen
/// @param adminBind where admin listens
/// @param metricsBind where metrics listen
/// @param ports what to listen on instead of the port that a Gateway names; 0 is any
/// @param drain how long running requests may take to finish at the end
/// @param eventLoops threads that carry requests
/// @param accessLog how lines about requests are written
public record GatewayOptions(
    List<String> files,
    Map<String, String> addresses,
    String extraAuthorities,
    InetAddress bind,
    InetAddress adminBind,
    InetAddress metricsBind,
    int adminPort,
    int metricsPort,
    int readinessPort,
    Map<Integer, Integer> ports,
    Duration drain,
    int eventLoops,
    LogFormat accessLog) {

  private static final String IN_CLUSTER = ".svc.cluster.local";

  /// Services for which an address is given, as `NAME.NAMESPACE:PORT`: those with the name that
  /// they have inside a cluster.
  Set<String> services() {
    return addresses.keySet().stream()
        .filter(each -> each.contains(IN_CLUSTER))
        .map(each -> each.replace(IN_CLUSTER, ""))
        .filter(each -> each.indexOf('.') == each.lastIndexOf('.') && each.indexOf('.') > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Bytes of bodies that all requests together may hold: a quarter of the heap.
  long heldBytesMax() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  public GatewayOptions {
    files = List.copyOf(files);
    addresses = Map.copyOf(addresses);
    ports = Map.copyOf(ports);
  }
}
