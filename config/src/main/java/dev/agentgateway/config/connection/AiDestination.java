package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// AI providers in groups.
///
/// @param groups in the order of preference
/// @param inline what the backend itself says of how it is spoken to
public record AiDestination(
    ResourceKey key, List<List<ProviderPlan>> groups, Settings inline, Workspace workspace)
    implements Destination {

  @Override
  public List<Settings> settings(@Nullable Integer port) {
    List<Settings> levels = new ArrayList<>(workspace.attachments().at(key, ""));
    levels.add(inline);
    return levels;
  }

  @Override
  public Reach reach(@Nullable Integer port, ForwardPlan plan, Settings attached) {
    List<Target.Group> reachable = new ArrayList<>();
    String cause = "";
    for (List<ProviderPlan> group : groups) {
      List<Target.Choice> choices = new ArrayList<>();
      for (ProviderPlan provider : group) {
        Settings connection = connection(provider, attached);
        String fault = fault(connection);
        if (fault.isEmpty()) {
          choices.add(choice(provider, connection));
        } else {
          cause = fault;
        }
      }
      if (!choices.isEmpty()) {
        reachable.add(new Target.Group(choices));
      }
    }
    return new Reach.Found(
        reachable.isEmpty()
            ? new Target.Broken(
                key.id(),
                new Failure.NoBackend("backend %s cannot be used: %s".formatted(key.id(), cause)))
            : new Target.Llm(key.id(), reachable, plan));
  }

  /// Policies < backend < provider, each more specific than the one before.
  Settings connection(ProviderPlan provider, Settings attached) {
    List<Settings> levels = new ArrayList<>();
    levels.add(attached);
    levels.addAll(workspace.attachments().at(key, ""));
    levels.addAll(workspace.attachments().at(key, provider.name()));
    levels.add(inline);
    levels.add(provider.settings());
    return Settings.connection(levels);
  }

  private Target.Choice choice(ProviderPlan plan, Settings connection) {
    List<Settings> own = new ArrayList<>(workspace.attachments().at(key, plan.name()));
    own.add(plan.settings());
    Credential credential =
        connection.credential() == null || connection.credential().value() == null
            ? new Credential.None()
            : connection.credential().value();
    Upstream upstream =
        new Upstream(
            plan.name(),
            plan.provider(),
            plan.own(),
            plan.path(),
            plan.pathPrefix(),
            credential,
            Sections.plan(own).chat());
    Endpoint endpoint = endpoint(plan, connection);
    return new Target.Choice(id(upstream, endpoint), upstream, endpoint);
  }

  /// Two models of one provider are two: one may be overloaded while the other answers.
  private String id(Upstream upstream, Endpoint endpoint) {
    String model = upstream.own().model();
    String provider = key.id() + " " + upstream.name() + " " + endpoint.address();
    return model == null ? provider : provider + " " + model;
  }

  /// A host of one's own is spoken to in plain HTTP unless something says TLS.
  private static Endpoint endpoint(ProviderPlan plan, Settings connection) {
    UpstreamTls tls = connection.tls() == null ? null : connection.tls().value();
    if (plan.host() != null && plan.port() != null) {
      return new Endpoint(plan.host().toLowerCase(Locale.ROOT), plan.port(), tls);
    }
    int port = plan.provider().port();
    return new Endpoint(
        plan.provider().host(), port, tls == null && port == 443 ? UpstreamTls.SYSTEM : tls);
  }

  /// Providers whose own host is on port 443 and of which nothing says TLS.
  public List<ProviderPlan> plainOn443() {
    List<ProviderPlan> found = new ArrayList<>();
    for (List<ProviderPlan> group : groups) {
      for (ProviderPlan provider : group) {
        if (provider.host() != null
            && provider.port() != null
            && provider.port() == 443
            && connection(provider, Settings.NONE).tls() == null) {
          found.add(provider);
        }
      }
    }
    return found;
  }

  static String fault(Settings connection) {
    if (connection.credential() != null && connection.credential().value() == null) {
      return connection.credential().cause();
    }
    return connection.tls() != null && connection.tls().value() == null
        ? connection.tls().cause()
        : "";
  }
}
