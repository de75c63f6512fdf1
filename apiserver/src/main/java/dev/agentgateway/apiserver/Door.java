package dev.agentgateway.apiserver;

import dev.agentgateway.apiserver.access.Bearer;
import dev.agentgateway.apiserver.access.Rate;
import dev.agentgateway.apiserver.answers.Refusal;
import dev.agentgateway.apiserver.answers.Status;
import dev.agentgateway.apiserver.rest.Answer;
import dev.agentgateway.apiserver.rest.Call;
import dev.agentgateway.apiserver.rest.Parameters;
import dev.agentgateway.apiserver.rest.Rest;
import dev.agentgateway.apiserver.watches.WatchBody;
import dev.agentgateway.http.Body;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Gathering;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets requests in: who asks, how often, how much. Then hands them on to a thread that may wait.
final class Door implements Handler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");

  private final Rest rest;
  private final ApiServerOptions.Limits limits;
  private final Bearer bearer;
  private final Rate rate;
  private final AtomicInteger running = new AtomicInteger();
  private final Set<WatchBody> watchers = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());

  Door(Rest rest, ApiServerOptions options) {
    this.rest = rest;
    this.limits = options.limits();
    this.bearer = new Bearer(options.token());
    this.rate =
        new Rate(limits.requestsPerSecond(), 4 * limits.requestsPerSecond(), System.nanoTime());
  }

  @Override
  public void handle(Request request, Responder responder) {
    String path = request.path();
    if (HEALTH.contains(path) || path.startsWith("/livez/") || path.startsWith("/readyz/")) {
      request.body().cancel();
      respond(responder, Response.text(200, "ok"));
      return;
    }
    if (!bearer.admits(request.headers().first("authorization"))) {
      refuse(request, responder, Status.unauthorized());
      return;
    }
    if (!rate.take(System.nanoTime()) || running.get() >= limits.requestsMax()) {
      refuse(request, responder, Status.tooMany("too many requests, please try again later"));
      return;
    }
    responder.continueIfAsked();
    Gathering.gather(
        request.body(),
        limits.bodyBytesMax(),
        body -> serve(request, responder, body),
        failure -> respond(responder, response(Rest.refusal(status(failure)))));
  }

  private static Status status(Failure failure) {
    return failure instanceof Failure.BodyTooLarge(long bytesMax)
        ? Status.tooLarge("Request entity too large: limit is " + bytesMax)
        : Status.badRequest(failure.words());
  }

  private void refuse(Request request, Responder responder, Status status) {
    request.body().cancel();
    respond(responder, response(Rest.refusal(status)));
  }

  private void serve(Request request, Responder responder, byte[] body) {
    running.incrementAndGet();
    try {
      threads.execute(() -> {
        Answer answer;
        try {
          answer = answer(request, body);
        } finally {
          running.decrementAndGet();
        }
        request.connection().loop().execute(() -> answer(request, responder, answer));
      });
    } catch (RejectedExecutionException closing) {
      running.decrementAndGet();
      respond(responder, response(Rest.refusal(Status.internal("the server is closing"))));
    }
  }

  /// Whatever goes wrong, the client hears of it: a request without an answer would wait for ever.
  private Answer answer(Request request, byte[] body) {
    try {
      return rest.answer(call(request, body));
    } catch (Refusal refused) {
      return Rest.refusal(refused.status());
    } catch (LinkageError | StackOverflowError | OutOfMemoryError broken) {
      LOG.error("{} {} failed", request.method(), request.path(), broken);
      return Rest.refusal(Status.internal("see the log of the server"));
    }
  }

  private static Call call(Request request, byte[] body) {
    Headers headers = request.headers();
    String type = headers.first("content-type", "");
    int end = type.indexOf(';');
    return new Call(
        request.method(),
        request.path(),
        Parameters.parse(request.query()),
        String.join(",", headers.all("accept")),
        (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT),
        headers.first("user-agent", ""),
        body);
  }

  private void answer(Request request, Responder responder, Answer answer) {
    switch (answer) {
      case Answer.Whole whole -> respond(responder, response(whole));
      case Answer.Streaming(var watch) -> {
        if (watchers.size() >= limits.watchersMax()) {
          respond(
              responder,
              response(
                  Rest.refusal(
                      Status.tooMany(
                          "there are %d watchers already".formatted(limits.watchersMax())))));
          return;
        }
        WatchBody body =
            new WatchBody(watch, request.connection().loop(), ended -> watchers.remove(ended));
        watchers.add(body);
        responder.onGone(body::cancel);
        respond(
            responder,
            new Response(
                200,
                Headers.of(
                    "content-type", "application/json", "cache-control", "no-cache, private"),
                body));
      }
    }
  }

  private static Response response(Answer.Whole whole) {
    Headers.Builder headers = Headers.builder();
    headers.add("content-type", whole.contentType());
    headers.add("cache-control", "no-cache, private");
    for (String warning : whole.warnings()) {
      headers.add(
          "warning", "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
    if (whole.status() == 429) {
      headers.add("retry-after", "1");
    }
    if (whole.status() == 401) {
      headers.add("www-authenticate", "Bearer");
    }
    return new Response(whole.status(), headers.build(), Body.of(whole.body()));
  }

  private static void respond(Responder responder, Response response) {
    responder.respond(response, (_, _) -> {});
  }

  @Override
  public void close() {
    for (WatchBody each : List.copyOf(watchers)) {
      each.endSoon();
    }
    threads.close();
  }
}
