package dev.agentgateway.proxy.exchange;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Target;
import dev.agentgateway.snapshot.match.Found;
import dev.agentgateway.telemetry.Outcome;
import dev.agentgateway.telemetry.Outcome.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What happened to a request so far; becomes an [Outcome] when it is over.
public final class Tale {

  private static final HexFormat HEX = HexFormat.of();

  private final Request request;
  private final int port;
  private final long startNanos;
  private final List<Outcome.Try> tries = new ArrayList<>(0);
  private final List<String> dropped = new ArrayList<>(0);
  private @Nullable String gateway;
  private @Nullable String listener;
  private @Nullable String route;
  private @Nullable String rule;
  private @Nullable String backend;
  private @Nullable String endpoint;
  private @Nullable String provider;
  private @Nullable CallFacts chat;
  private @Nullable ReplyFacts reply;
  private @Nullable Failure failure;
  private @Nullable String requestId;
  private @Nullable Duration firstToken;
  private @Nullable Duration upstream;
  private long sentNanos;
  private long firstSentNanos;
  private long upstreamNanos;
  private long answeredNanos;
  private boolean isLlm;
  private int status;
  private Reason reason = Reason.UPSTREAM;

  Tale(Request request, int port, long startNanos) {
    this.request = request;
    this.port = port;
    this.startNanos = startNanos;
  }

  void arrivedAt(Listener at) {
    gateway = at.gateway();
    listener = at.name();
  }

  void matched(Found.Rule found) {
    arrivedAt(found.listener());
    route = found.route().id();
    rule = found.route().rule();
  }

  void goesTo(Target target) {
    backend = target.name();
    isLlm = target instanceof Target.Llm || target instanceof Target.Models;
  }

  void because(Reason why) {
    reason = why;
  }

  void answered(int withStatus) {
    if (upstreamNanos != 0) {
      answeredNanos = System.nanoTime();
    }
    status = withStatus;
  }

  void failed(Failure why) {
    failure = why;
    reason = reason(why);
    if (status == 0) {
      status = why.status();
    }
  }

  /// A failure after the head was sent: the status stays what the client saw.
  public void failedLate(Failure why) {
    if (failure == null) {
      failure = why;
      reason = reason(why);
    }
  }

  public void triedAt(String address, @Nullable String byProvider) {
    endpoint = address;
    provider = byProvider;
    sentNanos = System.nanoTime();
    if (firstSentNanos == 0) {
      firstSentNanos = sentNanos;
    }
  }

  public void gaveUp(int withStatus, String code) {
    tries.add(
        new Outcome.Try(
            provider == null ? "" : provider, endpoint == null ? "" : endpoint, withStatus, code));
  }

  public void upstreamAnswered() {
    upstreamNanos = System.nanoTime();
    upstream = Duration.ofNanos(upstreamNanos - sentNanos);
  }

  public Duration upstreamTook() {
    return upstream == null ? Duration.ZERO : upstream;
  }

  public void asked(CallFacts facts) {
    chat = facts;
  }

  /// The model that a provider is asked for, which resources may have changed.
  public void asksFor(String model) {
    if (chat != null && !model.isEmpty()) {
      chat = chat.withModel(model);
    }
  }

  public void dropped(List<String> fields) {
    for (String field : fields) {
      if (!dropped.contains(field)) {
        dropped.add(field);
      }
    }
  }

  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  public void replied(ReplyFacts facts) {
    reply = facts;
    dropped(facts.dropped());
  }

  /// The id by which the client may ask about its answer.
  public void identified(String id) {
    requestId = id;
  }

  /// An id for an answer that has none of the provider's.
  public String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "req_" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextInt());
  }

  public void firstContent() {
    if (firstToken == null) {
      firstToken = Duration.ofNanos(System.nanoTime() - startNanos);
    }
  }

  Outcome told(long sentBytes) {
    return new Outcome(
        request,
        port,
        gateway,
        listener,
        route,
        rule,
        backend,
        endpoint,
        status,
        isLlm,
        provider,
        chat,
        reply,
        failure,
        reason,
        tries,
        dropped,
        requestId,
        sentBytes,
        Duration.ofNanos(System.nanoTime() - startNanos),
        firstToken,
        upstream,
        between(startNanos, firstSentNanos),
        between(upstreamNanos, answeredNanos));
  }

  private static @Nullable Duration between(long from, long to) {
    return from == 0 || to == 0 ? null : Duration.ofNanos(to - from);
  }

  private static Reason reason(Failure failure) {
    return switch (failure) {
      case Failure.NoListener _, Failure.NoRoute _ -> Reason.NOT_FOUND;
      case Failure.BadRequest _, Failure.BodyTooLarge _, Failure.ClientGone _ ->
          Reason.INVALID_REQUEST;
      case Failure.Denied _ -> Reason.AUTHORIZATION;
      case Failure.TimedOut _ -> Reason.TIMEOUT;
      case Failure.NoEndpoint _ -> Reason.NO_HEALTHY_BACKEND;
      case Failure.NoBackend _, Failure.Internal _, Failure.Overloaded _ -> Reason.INTERNAL;
      case Failure.DnsFailed _,
          Failure.ConnectFailed _,
          Failure.TlsFailed _,
          Failure.UpstreamCut _,
          Failure.UpstreamMalformed _,
          Failure.UpstreamError _ ->
          Reason.UPSTREAM_FAILURE;
    };
  }
}
