package dev.agentgateway.app.dataplane;

import dev.agentgateway.app.run.ResourceSource;
import dev.agentgateway.app.run.StartException;
import dev.agentgateway.app.run.Tidings;
import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;
import dev.agentgateway.kubernetes.subscription.Standing;
import dev.agentgateway.kubernetes.subscription.Subscription;
import dev.agentgateway.kubernetes.subscription.SubscriptionOptions;
import dev.agentgateway.kubernetes.subscription.Taker;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.snapshot.Door;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The resources that concern one Gateway, as its controller gives them.
///
/// They are compiled here, by the same code as files. What was received last runs on while the
/// controller is away; before anything was received there is nothing, and the data plane is not
/// ready.
public final class ControllerResources implements ResourceSource {

  private final SubscriptionOptions options;
  private volatile Compiled compiled = Compiled.NOTHING;
  private volatile @Nullable Subscription subscription;

  public ControllerResources(SubscriptionOptions options) {
    this.options = options;
  }

  @Override
  public Compiled compiled() {
    return compiled;
  }

  @Override
  public void tell() {
    // Nothing was received yet.
  }

  /// Returns when a first version is in force, however long that takes.
  @Override
  public void follow(Taking taking) throws StartException {
    Subscription started = Subscription.start(options, taker(taking));
    subscription = started;
    try {
      started.awaitFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted before anything was received");
    }
  }

  @Override
  public Map<String, String> origin() {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("controller", options.controller().toString());
    origin.put("gateway", options.gateway());
    Subscription followed = subscription;
    if (followed != null) {
      Standing standing = followed.standing();
      origin.put("connected", Boolean.toString(standing.isConnected()));
      origin.put("since", standing.since().toString());
      origin.put("version", standing.version() < 0 ? "" : Long.toString(standing.version()));
      origin.put("failure", standing.failure());
    }
    return origin;
  }

  private Taker taker(Taking taking) {
    return new Taker() {
      @Override
      public List<Refusal> take(Documents documents, Options compile) {
        Compiled before = compiled;
        Compiled now = Configuration.compile(documents, compile, before);
        compiled = now;
        Tidings.tellChange(before, now);
        return refusals(taking.take());
      }

      @Override
      public List<Refusal> again() {
        return refusals(taking.take());
      }
    };
  }

  /// What is faulty by itself, and ports that something else has. What refers to nothing is not the
  /// data plane's to judge: it does not get everything.
  private List<Refusal> refusals(Map<Door, String> unbound) {
    List<Refusal> refusals = new ArrayList<>();
    unbound.values().forEach(each -> refusals.add(new Refusal("", each)));
    for (Problem each : compiled.problems()) {
      if (each.severity() == Severity.ERROR && each.reason().equals("Invalid")) {
        String path = each.path().isEmpty() ? "" : each.path() + ": ";
        refusals.add(
            new Refusal(
                each.resource() == null ? "" : each.resource().toString(), path + each.cause()));
      }
    }
    return refusals;
  }

  @Override
  public void close() {
    Subscription followed = subscription;
    if (followed != null) {
      followed.close();
    }
  }
}
