package dev.agentgateway.app.cluster;

import dev.agentgateway.app.run.FileResources;
import dev.agentgateway.app.run.ResourceSource;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.app.run.Tidings;
import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.addresses.Addressing;
import dev.agentgateway.config.addresses.Cidr;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.kubernetes.Cluster;
import dev.agentgateway.kubernetes.ClusterOptions;
import dev.agentgateway.kubernetes.api.Access;
import dev.agentgateway.kubernetes.api.ApiFailure;
import dev.agentgateway.snapshot.Door;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The resources that an API server holds.
public final class ClusterResources implements ResourceSource {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private volatile Compiled compiled = Compiled.NOTHING;
  private volatile boolean isFirst = true;

  private ClusterResources(Cluster cluster) {
    this.cluster = cluster;
  }

  /// A cluster's, where other controllers may be.
  ///
  /// @param addresses that statuses of Gateways show
  public static ClusterResources of(Access access, List<String> addresses) throws StartException {
    return connect(new ClusterOptions(access, Options.DEFAULT, addresses, false, PATIENCE));
  }

  /// A cluster's, with an address for each Gateway.
  public static ClusterResources of(Access access, Cidr pool) throws StartException {
    Addressing addressing = new Addressing(pool, ClusterResources::isLocal, Map.of());
    return connect(
        new ClusterOptions(
            access, Options.DEFAULT.withAddressing(addressing), List.of(), false, PATIENCE));
  }

  /// Whether this machine can listen at the address.
  private static boolean isLocal(String address) {
    try (ServerSocket tried = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return tried.isBound();
    } catch (IOException nobodyCan) {
      return false;
    }
  }

  /// The program's own, where we are alone.
  public static ClusterResources of(EmbeddedApi api, List<String> addresses) throws StartException {
    return connect(
        new ClusterOptions(
            new Access(api.kubeconfig(), null), Options.DEFAULT, addresses, true, PATIENCE));
  }

  /// The program's own, and beside it what runs already.
  static ClusterResources beside(FileResources first, EmbeddedApi api, List<String> addresses)
      throws StartException {
    ClusterResources resources = of(api, addresses);
    resources.cluster.runBeside(first.documents());
    resources.compiled = first.compiled();
    return resources;
  }

  private static ClusterResources connect(ClusterOptions options) throws StartException {
    try {
      return new ClusterResources(Cluster.connect(options));
    } catch (ApiFailure e) {
      throw new StartException(e.words());
    }
  }

  public String url() {
    return cluster.url();
  }

  @Override
  public Compiled compiled() {
    return compiled;
  }

  @Override
  public void tell() {
    // Nothing was read yet.
  }

  @Override
  public void follow(Taking taking) throws StartException {
    try {
      cluster.start(now -> take(now, taking));
    } catch (ApiFailure e) {
      throw new StartException(e.words());
    }
  }

  /// Ports may be tried again for what is in force already.
  @SuppressWarnings("ReferenceEquality")
  private Map<Door, String> take(Compiled now, Taking taking) {
    Compiled before = compiled;
    compiled = now;
    boolean isKnown = isFirst ? judged(before).equals(judged(now)) : isClassAlone(before, now);
    isFirst = false;
    if (before != now && !isKnown) {
      Tidings.tellChange(before, now);
    }
    return taking.take();
  }

  /// That of which something is said, but for the class, which is the controller's own.
  private static List<ResourceStatus> judged(Compiled compiled) {
    return compiled.statuses().stream()
        .filter(each -> !each.conditions().isEmpty() && !isClass(each))
        .toList();
  }

  /// Whether nothing but our own class came or changed.
  private static boolean isClassAlone(Compiled before, Compiled now) {
    Set<ResourceStatus> changed = new HashSet<>(now.statuses());
    before.statuses().forEach(changed::remove);
    return !changed.isEmpty()
        && now.statuses().size() >= before.statuses().size()
        && changed.stream().allMatch(ClusterResources::isClass);
  }

  private static boolean isClass(ResourceStatus status) {
    return status.kind().equals("GatewayClass");
  }

  @Override
  public void close() {
    cluster.close();
  }
}
