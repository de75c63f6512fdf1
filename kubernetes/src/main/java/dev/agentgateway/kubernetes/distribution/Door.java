package dev.agentgateway.kubernetes.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Gathering;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Secret;
import dev.agentgateway.kubernetes.distribution.Admission.Verdict;
import dev.agentgateway.kubernetes.distribution.wire.Ask;
import dev.agentgateway.kubernetes.distribution.wire.Hello;
import dev.agentgateway.kubernetes.distribution.wire.Refusal;
import dev.agentgateway.kubernetes.distribution.wire.Report;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Lets data planes in, one question at a time.
final class Door implements Handler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Admission admission;
  private final Board board;
  private final DistributionOptions options;
  private final RefusalListener refusals;
  private final Counts counts = new Counts();
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();

  /// What was said last by a data plane of a Gateway whose stream is another replica's.
  private final Map<ResourceKey, Replica> elsewhere = new ConcurrentHashMap<>();

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("data-planes-", 0).factory());
  private volatile boolean isOpen;

  Door(Admission admission, Board board, DistributionOptions options, RefusalListener refusals) {
    this.admission = admission;
    this.board = board;
    this.options = options;
    this.refusals = refusals;
  }

  /// Everything is read: who comes now gets all of it.
  void open() {
    isOpen = true;
  }

  Counts counts() {
    return counts;
  }

  List<Replica> replicas(ResourceKey gateway) {
    return streams.values().stream()
        .filter(each -> each.gateway().equals(gateway))
        .map(Stream::replica)
        .toList();
  }

  @Override
  public void handle(Request request, Responder responder) {
    boolean isStream = request.path().equals(Wire.STREAM_PATH);
    if (!isStream && !request.path().equals(Wire.REPORT_PATH)) {
      refuse(request, responder, 404, "no such path");
    } else if (!request.method().equals("POST")) {
      refuse(request, responder, 405, "expected: POST");
    } else if (!isOpen) {
      refuse(request, responder, 503, "the API server is still being read");
    } else {
      responder.continueIfAsked();
      Gathering.gather(
          request.body(),
          Wire.BODY_BYTES_MAX,
          body -> {
            if (isStream) {
              stream(request, responder, body);
            } else {
              report(request, responder, body);
            }
          },
          failure -> respond(responder, Response.text(400, failure.words())));
    }
  }

  private void stream(Request request, Responder responder, byte[] body) {
    Optional<Ask> ask = Ask.read(body);
    if (ask.isEmpty()) {
      respond(responder, Response.text(400, "no question (expected: protocol, gateway, held)"));
    } else if (ask.get().protocol() != Wire.PROTOCOL) {
      respond(
          responder,
          Response.text(
              400, "protocol %d (expected: %d)".formatted(ask.get().protocol(), Wire.PROTOCOL)));
    } else if (streams.size() >= options.streamsMax()) {
      respond(responder, Response.text(503, "too many data planes").with("retry-after", "5"));
    } else {
      judge(request, responder, ask.get());
    }
  }

  private void judge(Request request, Responder responder, Ask ask) {
    Secret token = Admission.bearer(request.headers().first("authorization"));
    onThread(
        request,
        responder,
        () -> admission.judge(token, ask.key()),
        verdict -> {
          switch (verdict) {
            case Verdict.Admitted(String replica) when token != null -> {
              counts.admit();
              begin(
                  request.connection().loop(),
                  responder,
                  ask,
                  new Stream(ask.key(), replica, token));
            }
            case Verdict.Admitted _ -> respond(responder, Response.text(401, "no token"));
            case Verdict.Refused(int status, String words) -> {
              counts.refuse();
              LOG.warn("a data plane for {} is refused: {}", ask.gateway(), words);
              respond(responder, Response.text(status, words));
            }
          }
        });
  }

  private void begin(Loop loop, Responder responder, Ask ask, Stream stream) {
    String id = UUID.randomUUID().toString();
    Hello hello = new Hello(Wire.PROTOCOL, id, options.compile());
    StreamBody body =
        new StreamBody(
            loop,
            (JSON.writeValueAsString(hello.tree()) + "\n").getBytes(UTF_8),
            life(),
            wake -> board.open(stream.gateway(), ask.held(), wake, counts),
            () -> {
              streams.remove(id);
              if (!stream.replica().refusals().isEmpty()) {
                refusals.changed(stream.gateway());
              }
              LOG.info("data plane {} of {} left", stream.replica().name(), ask.gateway());
            });
    stream.carriedBy(body);
    streams.put(id, stream);
    responder.onGone(body::cancel);
    LOG.info("data plane {} of {} is connected", stream.replica().name(), ask.gateway());
    respond(
        responder,
        new Response(
            200,
            Headers.of("content-type", "application/x-ndjson", "cache-control", "no-store"),
            body));
  }

  /// Not all streams end at once.
  private Duration life() {
    long millis = options.life().toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }

  private void report(Request request, Responder responder, byte[] body) {
    Optional<Report> report = Report.read(body);
    if (report.isEmpty()) {
      respond(
          responder,
          Response.text(400, "no report (expected: gateway, stream, version, refusals)"));
      return;
    }
    Secret token = Admission.bearer(request.headers().first("authorization"));
    Stream stream = streams.get(report.get().stream());
    if (stream != null && token != null && stream.isOpenedWith(token)) {
      Replica before = stream.replica();
      stream.take(report.get());
      tell(before, stream.gateway(), report.get());
      if (!before.refusals().equals(report.get().refusals())) {
        refusals.changed(stream.gateway());
      }
      respond(responder, Response.of(204));
      return;
    }
    reportOfAnother(request, responder, report.get(), token);
  }

  /// The stream is another replica's: connections are spread over all.
  private void reportOfAnother(
      Request request, Responder responder, Report report, @Nullable Secret token) {
    onThread(
        request,
        responder,
        () -> admission.judgeAgain(token, report.key()),
        verdict -> {
          switch (verdict) {
            case Verdict.Admitted(String name) -> {
              Replica now = new Replica(name, report.version(), report.refusals());
              Replica before = elsewhere.put(report.key(), now);
              tell(
                  before == null ? new Replica(name, -1, List.of()) : before, report.key(), report);
              respond(responder, Response.of(204));
            }
            case Verdict.Refused(int status, String words) -> {
              counts.refuse();
              respond(responder, Response.text(status, words));
            }
          }
        });
  }

  /// Waits elsewhere than on the loop, and goes on there.
  private void onThread(
      Request request, Responder responder, Supplier<Verdict> question, Consumer<Verdict> then) {
    Loop loop = request.connection().loop();
    try {
      threads.execute(() -> {
        Verdict verdict = question.get();
        loop.execute(() -> then.accept(verdict));
      });
    } catch (RejectedExecutionException closing) {
      respond(responder, Response.text(503, "the controller is closing"));
    }
  }

  private void tell(Replica before, ResourceKey gateway, Report report) {
    if (report.refusals().isEmpty()) {
      return;
    }
    counts.reject();
    for (Refusal each : report.refusals()) {
      if (!before.refusals().contains(each)) {
        LOG.warn(
            "data plane {} of {} refuses version {}: {}",
            before.name(),
            gateway.id(),
            report.version(),
            each);
        refusals.refused(gateway, before.name(), each);
      }
    }
  }

  private static void refuse(Request request, Responder responder, int status, String words) {
    request.body().cancel();
    respond(responder, Response.text(status, words));
  }

  private static void respond(Responder responder, Response response) {
    responder.respond(response, (_, _) -> {});
  }

  @Override
  public void close() {
    streams.values().forEach(Stream::end);
    threads.close();
  }
}
