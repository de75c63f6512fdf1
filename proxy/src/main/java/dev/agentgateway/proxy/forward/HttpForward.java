package dev.agentgateway.proxy.forward;

import dev.agentgateway.http.Client;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.proxy.exchange.Exchange;
import dev.agentgateway.snapshot.Target;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Forwards plain HTTP: bodies flow through, nothing is held.
public final class HttpForward {

  /// Endpoints tried for one request when connections are refused.
  static final int TRIES_MAX = 3;

  private final Client client;

  public HttpForward(Client client) {
    this.client = client;
  }

  public void forward(Exchange exchange, Target.Http target) {
    if (target.endpoints().isEmpty()) {
      exchange.fail(new Failure.ConnectFailed(target.name(), "no endpoint is ready"));
      return;
    }
    new Attempt(exchange, target).start();
  }

  private final class Attempt implements Client.Answer {

    private final Exchange exchange;
    private final Target.Http target;
    private int next;
    private int tries;
    private Client.@Nullable Call call;

    Attempt(Exchange exchange, Target.Http target) {
      this.exchange = exchange;
      this.target = target;
    }

    void start() {
      List<Endpoint> endpoints = target.endpoints();
      next = endpoints.size() == 1 ? 0 : ThreadLocalRandom.current().nextInt(endpoints.size());
      exchange.within(target.plan().request(), this::late);
      exchange.whenOver(this::cancel);
      send();
    }

    private void send() {
      List<Endpoint> endpoints = target.endpoints();
      Endpoint endpoint = endpoints.get(next++ % endpoints.size());
      tries++;
      exchange.tale().triedAt(endpoint.address(), null);
      Request request = exchange.request();
      if (target.plan().host() == ForwardPlan.HostRewrite.BACKEND
          || request.authority().isEmpty()) {
        request = request.withAuthority(endpoint.address());
      }
      call = client.send(exchange.loop(), endpoint, request, target.plan().timeouts(), this);
    }

    @Override
    public void response(Response response) {
      exchange.tale().upstreamAnswered();
      exchange.answer(response);
    }

    @Override
    public void fail(Failure failure) {
      boolean again =
          Rescue.neverArrived(failure)
              && exchange.request().body().isEmpty()
              && tries < Math.min(TRIES_MAX, target.endpoints().size());
      if (again) {
        exchange.tale().gaveUp(0, failure.code());
        send();
      } else {
        exchange.fail(failure);
      }
    }

    private void late() {
      cancel();
      exchange.fail(new Failure.TimedOut(Failure.Wait.REQUEST, target.plan().request()));
    }

    private void cancel() {
      if (call != null) {
        call.cancel();
      }
    }
  }
}
