package dev.agentgateway.proxy.exchange;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.policy.Policy;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Target;
import dev.agentgateway.snapshot.match.Found;
import dev.agentgateway.telemetry.Outcome.Reason;
import dev.agentgateway.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request on its way. Answered once, told once; all on its connection's event loop.
///
/// ```
/// open ── answer | fail ─▶ answered ── the transport is done ─▶ told
///   └──── the client goes ─▶ gone ──────────────────────────────▶ told
/// ```
public final class Exchange {

  /// The header by which a client knows that the gateway itself answered, and why.
  public static final String ERROR_HEADER = "x-agentgateway-error";

  private final Responder responder;
  private final Tale tale;
  private final Telemetry telemetry;
  private final List<Policy> passed = new ArrayList<>(4);
  private final List<Runnable> whenOver = new ArrayList<>(2);
  private Request request;
  private boolean isAnswered;
  private boolean isOver;
  private Loop.@Nullable Timer deadline;

  public Exchange(int port, Request request, Responder responder, Telemetry telemetry) {
    this.request = request;
    this.responder = responder;
    this.telemetry = telemetry;
    this.tale = new Tale(request, port, System.nanoTime());
    responder.onGone(this::clientWent);
  }

  /// As the policies left it so far.
  public Request request() {
    return request;
  }

  public Responder responder() {
    return responder;
  }

  public Loop loop() {
    return request.connection().loop();
  }

  /// What will be told of it.
  public Tale tale() {
    return tale;
  }

  /// Whether nothing more can be done for the client.
  public boolean isOver() {
    return isOver;
  }

  public boolean isAnswered() {
    return isAnswered;
  }

  public void arrivedAt(Listener listener) {
    tale.arrivedAt(listener);
  }

  public void matched(Found.Rule rule) {
    tale.matched(rule);
  }

  public void passed(Policy policy, Request changed) {
    passed.add(policy);
    request = changed;
  }

  public void goesTo(Target target) {
    tale.goesTo(target);
  }

  /// Runs when the request is over, however it ended.
  public void whenOver(Runnable task) {
    if (isOver) {
      task.run();
    } else {
      whenOver.add(task);
    }
  }

  /// Lets the request as a whole take at most this long.
  public void within(Duration limit, Runnable late) {
    if (!limit.isZero()) {
      deadline = loop().after(limit, late);
      whenOver(() -> {
        if (deadline != null) {
          deadline.cancel();
        }
      });
    }
  }

  /// Sends what the upstream answered.
  public void answer(Response response) {
    respond(response);
  }

  /// Sends what a policy answered.
  public void answerDirectly(Response response) {
    tale.because(Reason.DIRECT_RESPONSE);
    request.body().cancel();
    respond(response);
  }

  /// Sends the words of a failure as plain text.
  public void fail(Failure failure) {
    fail(failure, Response.text(failure.status(), failure.words()));
  }

  /// Sends a failure in the client's own format. An answer that has begun is broken off instead, so
  /// that the client does not take it for whole.
  public void fail(Failure failure, Response response) {
    if (isAnswered) {
      tale.failedLate(failure);
      responder.breakOff(failure);
      return;
    }
    tale.failed(failure);
    request.body().cancel();
    Response marked = response.with(ERROR_HEADER, failure.code());
    @Nullable Duration wait = retryAfter(failure);
    respond(wait == null ? marked : marked.with("retry-after", wholeSeconds(wait)));
  }

  private static @Nullable Duration retryAfter(Failure failure) {
    if (failure instanceof Failure.Overloaded(Duration wait)) {
      return wait;
    }
    return failure instanceof Failure.NoEndpoint(Duration wait) ? wait : null;
  }

  private static String wholeSeconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private void respond(Response response) {
    if (isAnswered || isOver) {
      response.body().cancel();
      return;
    }
    isAnswered = true;
    Response changed = response;
    for (int i = passed.size() - 1; i >= 0; i--) {
      changed = passed.get(i).onResponse(request, changed);
    }
    tale.answered(changed.status());
    responder.respond(changed, new Told());
  }

  /// What the transport says of the answer.
  private final class Told implements Responder.Done {

    @Override
    public void bodyFailed(Failure failure) {
      tale.failedLate(failure);
    }

    @Override
    public void ended(Responder.Ending ending, long bytes) {
      if (ending == Responder.Ending.CLIENT_GONE) {
        tale.failedLate(new Failure.ClientGone());
      }
      over(bytes);
    }
  }

  private void clientWent() {
    if (!isAnswered) {
      tale.failed(new Failure.ClientGone());
      over(0);
    }
  }

  private void over(long bytes) {
    if (!isOver) {
      isOver = true;
      whenOver.forEach(Runnable::run);
      telemetry.told(tale.told(bytes));
    }
  }

  /// A whole body with its type, for answers that the gateway makes.
  public static Response whole(int status, Headers headers, byte[] body) {
    return new Response(status, headers, Body.of(body));
  }
}
