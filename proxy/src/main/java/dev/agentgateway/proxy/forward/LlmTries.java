package dev.agentgateway.proxy.forward;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Client;
import dev.agentgateway.http.Decoding;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.translate.ModelList;
import dev.agentgateway.llm.translate.RequestIds;
import dev.agentgateway.llm.translate.Translation;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.proxy.body.Budget;
import dev.agentgateway.proxy.body.Gather;
import dev.agentgateway.proxy.exchange.Exchange;
import dev.agentgateway.proxy.upstream.Failover;
import dev.agentgateway.proxy.upstream.Health;
import dev.agentgateway.proxy.upstream.RetryAfter;
import dev.agentgateway.snapshot.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One chat over all its tries.
///
/// ```
/// start ─▶ next ─▶ send ─▶ whole ─────────────▶ the client
///            ▲       │       ├─▶ stream ─▶ first content ─▶ the client
///            └───────┴───────┴─────┘ a failure that another provider may mend
/// ```
final class LlmTries {

  static final String DROPPED_HEADER = "x-agentgateway-dropped";

  /// Of one answer that must be held whole.
  static final long ANSWER_BYTES_MAX = 32L << 20;

  private final Exchange exchange;
  private final ForwardPlan plan;
  private final Chosen chosen;
  private final Health health;
  private final RouteType type;
  private final Client client;
  private final Decoding decoding;
  private final Budget budget;
  private final RequestIds requestIds;
  private @Nullable ClientCall asked;
  private @Nullable Failover failover;
  private ChatSettings settings = ChatSettings.NONE;
  private Client.@Nullable Call running;
  private @Nullable StreamRelay relay;
  private boolean isLate;

  LlmTries(
      Exchange exchange,
      ForwardPlan plan,
      Chosen chosen,
      Health health,
      RouteType type,
      Client client,
      Decoding decoding,
      Budget budget) {
    this.exchange = exchange;
    this.plan = plan;
    this.chosen = chosen;
    this.health = health;
    this.type = type;
    this.client = client;
    this.decoding = decoding;
    this.budget = budget;
    this.requestIds =
        RequestIds.of(type, exchange.request().headers(), () -> exchange.tale().newId());
  }

  void start(Arrival arrival) {
    exchange.whenOver(this::cancel);
    switch (Translation.read(arrival)) {
      case ClientCall.Reading.Refused(Reply reply) -> refuse(reply);
      case ClientCall.Reading.Read(ClientCall call) -> {
        asked = call;
        exchange.tale().asked(call.facts());
        choose(call);
      }
    }
  }

  private void choose(ClientCall call) {
    @Nullable String model = call.facts().model();
    @Nullable List<String> listed = type == RouteType.MODELS ? chosen.listed() : null;
    if (listed != null) {
      exchange.answer(response(ModelList.of(listed, exchange.request().headers()), List.of()));
      return;
    }
    Target.@Nullable Llm target = chosen.backend(model, exchange.request());
    if (target == null) {
      refuse(
          model == null || model.isEmpty()
              ? new Failure.BadRequest("model not specified")
              : new Failure.BadRequest(
                  404, "model_not_found", "no backend serves the model \"%s\"".formatted(model)));
      return;
    }
    exchange.goesTo(target);
    Failover order = new Failover(target, health);
    failover = order;
    settings = target.plan().chat();
    @Nullable String upstreamModel = chosen.model(model);
    if (model != null && upstreamModel != null && !model.equals(upstreamModel)) {
      settings = settings.withModelAliases(Map.of(model, upstreamModel));
    }
    next(call, order);
  }

  private void next(ClientCall call, Failover failover) {
    Target.@Nullable Choice choice = failover.next();
    if (choice == null) {
      refuse(new Failure.NoBackend("the backend has no provider"));
      return;
    }
    exchange.tale().triedAt(choice.endpoint().address(), choice.upstream().provider().name());
    switch (call.prepare(choice.upstream(), settings)) {
      case Prepared.Send(UpstreamCall upstream) -> send(choice, upstream);
      case Prepared.Answer(Reply reply) -> {
        if (reply.status() >= 400) {
          refuse(reply);
        } else {
          exchange.tale().replied(reply.facts());
          exchange.answer(response(reply, List.of()));
        }
      }
    }
  }

  private void send(Target.Choice choice, UpstreamCall upstream) {
    exchange.tale().dropped(upstream.dropped());
    exchange.tale().asksFor(upstream.model());
    String path = upstream.target();
    int mark = path.indexOf('?');
    Request request =
        new Request(
            upstream.method(),
            choice.endpoint().tls() == null ? "http" : "https",
            authority(choice),
            mark < 0 ? path : path.substring(0, mark),
            mark < 0 ? null : path.substring(mark + 1),
            "HTTP/1.1",
            upstream.headers(),
            Body.of(upstream.body()),
            exchange.request().connection());
    running =
        client.send(
            exchange.loop(),
            choice.endpoint(),
            request,
            plan.timeouts(),
            new Client.Answer() {
              @Override
              public void response(Response response) {
                answered(choice, upstream, response);
              }

              @Override
              public void fail(Failure failure) {
                failed(choice, failure);
              }
            });
  }

  /// Host without the port that its scheme implies, as every client sends it.
  private static String authority(Target.Choice choice) {
    String address = choice.endpoint().address();
    String implied = choice.endpoint().tls() == null ? ":80" : ":443";
    return address.endsWith(implied)
        ? address.substring(0, address.length() - implied.length())
        : address;
  }

  private void answered(Target.Choice choice, UpstreamCall upstream, Response response) {
    exchange.tale().upstreamAnswered();
    int status = response.status();
    if (Rescue.isTheUpstreams(status)) {
      bad(choice, RetryAfter.of(response.headers(), Instant.now()));
      if (canRescue()) {
        response.body().cancel();
        exchange.tale().gaveUp(status, "status");
        again();
        return;
      }
    }
    @Nullable String coding = response.headers().first("content-encoding");
    Headers headers = response.headers().without("content-encoding");
    @Nullable Body plain =
        coding == null
            ? response.body()
            : decoding.decode(coding, response.body(), ANSWER_BYTES_MAX);
    if (plain == null) {
      response.body().cancel();
      failed(choice, new Failure.UpstreamMalformed("its content-encoding is not known"));
    } else if (upstream.isStream(status, headers)) {
      stream(choice, upstream, status, headers, plain);
    } else {
      whole(choice, upstream, status, headers, plain);
    }
  }

  private void whole(
      Target.Choice choice, UpstreamCall upstream, int status, Headers headers, Body plain) {
    Gather gather =
        Gather.start(
            plain,
            ANSWER_BYTES_MAX,
            budget,
            bytes -> replied(choice, upstream.whole(status, headers, bytes)),
            failure -> failed(choice, ofUpstream(failure)));
    exchange.whenOver(gather::cancel);
  }

  /// What is too large here is not the client's.
  private static Failure ofUpstream(Failure failure) {
    return failure instanceof Failure.BodyTooLarge tooLarge
        ? new Failure.UpstreamMalformed(tooLarge.words())
        : failure;
  }

  private void replied(Target.Choice choice, Reply reply) {
    @Nullable Failure failure = reply.facts().failure();
    if (failure != null) {
      bad(choice, null);
      if (Rescue.helps(failure) && canRescue()) {
        exchange.tale().gaveUp(reply.status(), failure.code());
        again();
        return;
      }
    } else if (!Rescue.isTheUpstreams(reply.status())) {
      good(choice);
    }
    exchange.tale().replied(reply.facts());
    if (failure != null) {
      exchange.fail(failure, response(reply, exchange.tale().dropped()));
    } else {
      exchange.answer(response(reply, exchange.tale().dropped()));
    }
  }

  private void stream(
      Target.Choice choice, UpstreamCall upstream, int status, Headers headers, Body plain) {
    StreamRelay.Owner owner =
        new StreamRelay.Owner() {
          @Override
          public boolean canRescue() {
            return LlmTries.this.canRescue();
          }

          @Override
          public void rescue(Failure failure) {
            failed(choice, failure);
          }

          @Override
          public void ended(@Nullable Failure failure) {
            if (failure == null) {
              good(choice);
            } else {
              bad(choice, null);
            }
          }

          @Override
          public Headers head(Headers stream) {
            return identified(signalled(stream, exchange.tale().dropped()));
          }
        };
    StreamRelay started = new StreamRelay(exchange, upstream.stream(status, headers), plain, owner);
    relay = started;
    started.start();
  }

  private void failed(Target.Choice choice, Failure failure) {
    bad(choice, null);
    if (Rescue.helps(failure) && canRescue()) {
      exchange.tale().gaveUp(0, failure.code());
      again();
    } else {
      refuse(failure);
    }
  }

  private void good(Target.Choice choice) {
    if (failover != null) {
      failover.good(choice, exchange.tale().upstreamTook());
    }
  }

  private void bad(Target.Choice choice, @Nullable Duration retryAfter) {
    if (failover != null) {
      failover.bad(choice, retryAfter);
    }
  }

  private boolean canRescue() {
    return !isLate
        && !exchange.isOver()
        && !exchange.isAnswered()
        && failover != null
        && failover.hasNext();
  }

  private void again() {
    cancel();
    relay = null;
    ClientCall call = asked;
    Failover order = failover;
    if (call != null && order != null) {
      next(call, order);
    }
  }

  /// The request as a whole took too long.
  void late() {
    isLate = true;
    Failure failure = new Failure.TimedOut(Failure.Wait.REQUEST, plan.request());
    if (relay == null) {
      cancel();
      refuse(failure);
    } else {
      relay.fail(failure);
      cancel();
    }
  }

  /// Answers with the gateway's own trouble, in the client's dialect.
  void refuse(Failure failure) {
    ClientCall call = asked;
    Reply reply = call == null ? Translation.error(type, failure) : call.error(failure);
    exchange.fail(failure, response(reply, List.of()));
  }

  /// @param allowed the methods that the path takes
  void refuseMethod(String allowed) {
    Failure failure =
        new Failure.BadRequest(
            405,
            "method_not_allowed",
            "the method is %s (expected: %s)".formatted(exchange.request().method(), allowed));
    Response response = response(Translation.error(type, failure), List.of());
    exchange.fail(failure, response.with("allow", allowed));
  }

  /// Answers with a refusal that translation has put in words.
  private void refuse(Reply reply) {
    @Nullable Failure said = reply.facts().failure();
    Failure failure =
        said == null ? new Failure.BadRequest(reply.status(), "bad_request", "") : said;
    exchange.fail(failure, response(reply, List.of()));
  }

  private void cancel() {
    if (running != null) {
      running.cancel();
      running = null;
    }
  }

  private Response response(Reply reply, List<String> dropped) {
    Headers headers = identified(signalled(reply.headers(), dropped));
    byte[] body =
        requestIds.told(reply.headers()) == null
            ? requestIds.inBody(reply.status(), headers, reply.body())
            : reply.body();
    return Exchange.whole(reply.status(), headers, body);
  }

  /// Every answer has an id by which a client may ask about it, and the log tells it.
  private Headers identified(Headers headers) {
    Headers named = requestIds.inHeaders(headers);
    @Nullable String id = requestIds.told(named);
    if (id != null) {
      exchange.tale().identified(id);
    }
    return named;
  }

  private static Headers signalled(Headers headers, List<String> dropped) {
    return dropped.isEmpty() ? headers : headers.with(DROPPED_HEADER, String.join(", ", dropped));
  }
}
