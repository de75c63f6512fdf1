package dev.agentgateway.proxy.forward;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Client;
import dev.agentgateway.http.Decoding;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.proxy.body.Budget;
import dev.agentgateway.proxy.body.Gather;
import dev.agentgateway.proxy.exchange.Exchange;
import dev.agentgateway.proxy.upstream.Health;
import dev.agentgateway.snapshot.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Forwards chats: the body is held whole, read, and sent to one provider after another until one
/// answers. See [LlmTries] for the tries.
public final class LlmForward {

  private final Client client;
  private final Decoding decoding;
  private final Health health;
  private final Budget budget;

  public LlmForward(Client client, Decoding decoding, Health health, Budget budget) {
    this.client = client;
    this.decoding = decoding;
    this.health = health;
    this.budget = budget;
  }

  public void forward(Exchange exchange, Target.Llm target) {
    forward(exchange, target.plan(), new Chosen.One(target));
  }

  public void forward(Exchange exchange, Target.Models target) {
    forward(exchange, target.plan(), new Chosen.ByModel(target));
  }

  private void forward(Exchange exchange, ForwardPlan plan, Chosen chosen) {
    Request request = exchange.request();
    RouteType type = RouteTypes.of(plan.chat().routes(), request.path());
    LlmTries tries = new LlmTries(exchange, plan, chosen, health, type, client, decoding, budget);
    @Nullable String allowed = allowed(type);
    if (allowed != null && !List.of(allowed.split(", ")).contains(request.method())) {
      tries.refuseMethod(allowed);
      return;
    }
    @Nullable Body plain = plain(request, plan.bodyBytesMax());
    if (plain == null) {
      tries.refuse(
          new Failure.BadRequest(
              415, "unsupported_encoding", "content-encoding: expected gzip, deflate, br or zstd"));
      return;
    }
    exchange.within(plan.request(), tries::late);
    if (plain.length() <= plan.bodyBytesMax()) { // Else nothing of it is wanted.
      exchange.responder().continueIfAsked();
    }
    Gather gather =
        Gather.start(
            plain,
            plan.bodyBytesMax(),
            budget,
            bytes -> tries.start(arrival(type, request, bytes)),
            failure -> tries.refuse(ofClient(failure)));
    exchange.whenOver(gather::cancel);
  }

  /// Methods that a path takes; null for any.
  private static @Nullable String allowed(RouteType type) {
    return switch (type) {
      case COMPLETIONS, MESSAGES, ANTHROPIC_TOKEN_COUNT -> "POST";
      case MODELS -> "GET, HEAD";
      case PASSTHROUGH -> null;
    };
  }

  private @Nullable Body plain(Request request, long bytesMax) {
    @Nullable String coding = request.headers().first("content-encoding");
    return coding == null ? request.body() : decoding.decode(coding, request.body(), bytesMax);
  }

  /// A coding that does not hold is its sender's fault, and here that is the client.
  private static Failure ofClient(Failure failure) {
    return failure instanceof Failure.UpstreamMalformed(String what)
        ? new Failure.BadRequest("content-encoding: " + what)
        : failure;
  }

  private static Arrival arrival(RouteType type, Request request, byte[] bytes) {
    return new Arrival(
        type,
        request.method(),
        request.target(),
        request.headers(),
        bytes,
        Instant.now().getEpochSecond());
  }
}
