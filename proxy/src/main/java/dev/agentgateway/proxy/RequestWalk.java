package dev.agentgateway.proxy;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.policy.Decision;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.proxy.exchange.Exchange;
import dev.agentgateway.proxy.forward.HttpForward;
import dev.agentgateway.proxy.forward.LlmForward;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Route;
import dev.agentgateway.snapshot.Target;
import dev.agentgateway.snapshot.match.Found;
import dev.agentgateway.snapshot.match.Routing;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks a request from its match to its response. Read this first.
///
/// ```
/// handle ─▶ match ─▶ policies ─▶ target ─▶ its policies ─▶ forward ─▶ policies in reverse ─▶ told
///             │         │                                     │
///             └─────────┴── a Failure or an answer of our own ┴─▶ policies passed so far, in reverse
/// ```
///
/// One walk reads the configuration once, and all of it runs on its connection's event loop.
public final class RequestWalk implements Handler {

  private static final Logger log = LoggerFactory.getLogger(RequestWalk.class);

  private final Door door;
  private final Supplier<Routing> routings;
  private final Tools tools;
  private final HttpForward http;
  private final LlmForward llm;

  /// @param door by which requests come
  public RequestWalk(Door door, Supplier<Routing> routings, Tools tools) {
    this.door = door;
    this.routings = routings;
    this.tools = tools;
    this.http = new HttpForward(tools.client());
    this.llm = new LlmForward(tools.client(), tools.decoding(), tools.health(), tools.budget());
  }

  @Override
  public void handle(Request request, Responder responder) {
    Exchange exchange = new Exchange(door.port(), request, responder, tools.telemetry());
    try {
      match(exchange);
    } catch (RuntimeException e) {
      log.error("a request failed by a mistake of the gateway", e);
      exchange.fail(new Failure.Internal("internal error"));
    }
  }

  private void match(Exchange exchange) {
    switch (routings.get().find(door, exchange.request())) {
      case Found.NoListener _ -> exchange.fail(new Failure.NoListener());
      case Found.NoRoute(var listener) -> {
        exchange.arrivedAt(listener);
        exchange.fail(new Failure.NoRoute());
      }
      case Found.Misdirected(var listener) -> {
        exchange.arrivedAt(listener);
        exchange.fail(
            new Failure.BadRequest(
                421, "misdirected", "the host is not the one that TLS was set up for"));
      }
      case Found.Rule rule -> {
        exchange.matched(rule);
        if (passes(rule.route().policies(), exchange)) {
          target(rule.route(), exchange);
        }
      }
    }
  }

  /// Leads the request through policies. False when one of them ended it.
  private static boolean passes(List<Policy> policies, Exchange exchange) {
    for (Policy policy : policies) {
      switch (policy.onRequest(exchange.request())) {
        case Decision.Continue(Request request) -> exchange.passed(policy, request);
        case Decision.Answer(var response) -> {
          exchange.answerDirectly(response);
          return false;
        }
        case Decision.Refuse(var failure) -> {
          exchange.fail(failure);
          return false;
        }
      }
    }
    return true;
  }

  private void target(Route route, Exchange exchange) {
    Route.@Nullable Weighted chosen = chosen(route.targets());
    if (chosen == null) {
      exchange.fail(new Failure.NoBackend("the route has no backend"));
      return;
    }
    if (!passes(chosen.policies(), exchange)) {
      return;
    }
    exchange.goesTo(chosen.target());
    switch (chosen.target()) {
      case Target.Broken broken -> exchange.fail(broken.failure());
      case Target.Http target -> http.forward(exchange, target);
      case Target.Llm target -> llm.forward(exchange, target);
      case Target.Models target -> llm.forward(exchange, target);
    }
  }

  private static Route.@Nullable Weighted chosen(List<Route.Weighted> targets) {
    if (targets.size() == 1) {
      return targets.getFirst().weight() > 0 ? targets.getFirst() : null;
    }
    long sum = 0;
    for (Route.Weighted target : targets) {
      sum += target.weight();
    }
    if (sum == 0) {
      return null;
    }
    long drawn = ThreadLocalRandom.current().nextLong(sum);
    for (Route.Weighted target : targets) {
      drawn -= target.weight();
      if (drawn < 0) {
        return target;
      }
    }
    return null;
  }
}
