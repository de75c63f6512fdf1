package dev.agentgateway.config.kind;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A listener while routes are attached to it.
public final class ListenerSlot {

  private final ResourceKey gateway;
  private final List<Door> doors;
  private final Plan plan;
  private final List<Route> routes = new ArrayList<>();
  private final Set<ResourceKey> attached = new HashSet<>();

  /// @param hostname empty for any
  /// @param isTls whether TLS ends here
  /// @param allowed which routes may attach
  /// @param isServing whether it takes requests: nothing about it is wrong
  public record Plan(
      String name,
      String hostname,
      int port,
      boolean isTls,
      List<CertificateKey> certificates,
      Admission allowed,
      boolean isServing) {

    public Plan {
      certificates = List.copyOf(certificates);
    }
  }

  /// Who may attach.
  public interface Admission {

    boolean admits(String namespace);

    /// Whether routes of this kind may attach.
    boolean takes(GroupKind kind);
  }

  /// @param addresses of the Gateway; one that is empty for those of the machine
  public ListenerSlot(ResourceKey gateway, List<String> addresses, Plan plan) {
    this.gateway = gateway;
    this.doors = addresses.stream().map(each -> new Door(each, plan.port())).toList();
    this.plan = plan;
  }

  public ResourceKey gateway() {
    return gateway;
  }

  /// Where it takes requests.
  public List<Door> doors() {
    return doors;
  }

  public Plan plan() {
    return plan;
  }

  public void attach(ResourceKey route, List<Route> rules) {
    if (attached.add(route)) {
      routes.addAll(rules);
    }
  }

  public int attachedRoutes() {
    return attached.size();
  }

  public Listener listener() {
    return new Listener(gateway.id(), plan.name(), plan.hostname(), plan.certificates(), routes);
  }
}
