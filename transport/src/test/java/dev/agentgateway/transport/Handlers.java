package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Client;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Timeouts;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Handlers that tests serve with.
final class Handlers {

  static final Responder.Done IGNORED = (ending, bytes) -> {};

  private Handlers() {}

  /// Answers with what was asked: method, authority, path, query, headers and body, a line each.
  static Handler echo() {
    return (request, responder) ->
        request
            .body()
            .readTo(
                new Body.Sink() {
                  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

                  @Override
                  public void chunk(Chunk chunk) {
                    byte[] bytes = new byte[chunk.size()];
                    chunk.copyTo(bytes, 0);
                    chunk.release();
                    body.writeBytes(bytes);
                  }

                  @Override
                  public void end() {
                    StringBuilder text = new StringBuilder();
                    text.append(request.method()).append(' ').append(request.authority());
                    text.append(' ').append(request.path()).append(' ').append(request.query());
                    for (int i = 0; i < request.headers().size(); i++) {
                      text.append('\n').append(request.headers().name(i)).append('=');
                      text.append(request.headers().value(i));
                    }
                    text.append('\n').append(body.toString(ISO_8859_1));
                    responder.respond(Response.text(200, text.toString()), IGNORED);
                  }

                  @Override
                  public void fail(Failure failure) {
                    responder.respond(
                        Response.text(failure.status(), failure.code() + ": " + failure.words()),
                        IGNORED);
                  }
                });
  }

  /// Forwards everything to one endpoint, as a proxy does.
  static Handler proxy(Transport transport, Endpoint endpoint) {
    return (request, responder) -> {
      var call =
          transport
              .client()
              .send(
                  request.connection().loop(),
                  endpoint,
                  request,
                  Timeouts.DEFAULT,
                  new Client.Answer() {
                    @Override
                    public void response(Response response) {
                      responder.respond(response, IGNORED);
                    }

                    @Override
                    public void fail(Failure failure) {
                      responder.respond(Response.text(failure.status(), failure.code()), IGNORED);
                    }
                  });
      responder.onGone(call::cancel);
    };
  }

  /// A body that is sent piece by piece by the test, on the loop.
  static final class Stream implements Body {

    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    private final long length;
    private @Nullable Sink sink;

    Stream() {
      this(LENGTH_UNKNOWN);
    }

    Stream(long length) {
      this.length = length;
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public void readTo(Sink reader) {
      sink = reader;
    }

    Stream send(String text) {
      if (sink != null) {
        sink.chunk(Chunk.of(text.getBytes(ISO_8859_1)));
      }
      return this;
    }

    void end() {
      if (sink != null) {
        sink.end();
      }
    }

    void fail(Failure failure) {
      if (sink != null) {
        sink.fail(failure);
      }
    }

    @Override
    public void pause() {
      // Little is sent.
    }

    @Override
    public void resume() {
      // Little is sent.
    }

    @Override
    public void cancel() {
      cancelled.complete(true);
    }
  }

  /// A body without end that stops while it is paused.
  static final class Endless implements Body {

    final AtomicLong sent = new AtomicLong();
    final CompletableFuture<Boolean> paused = new CompletableFuture<>();
    private final Loop loop;
    private boolean isFlowing;
    private @Nullable Sink sink;

    Endless(Loop loop) {
      this.loop = loop;
    }

    @Override
    public long length() {
      return LENGTH_UNKNOWN;
    }

    @Override
    public void readTo(Sink reader) {
      sink = reader;
      resume();
    }

    private void send() {
      if (sink != null && isFlowing) {
        sink.chunk(Chunk.of(new byte[10_000]));
        sent.addAndGet(10_000);
        loop.execute(this::send);
      }
    }

    @Override
    public void pause() {
      isFlowing = false;
      paused.complete(true);
    }

    @Override
    public void resume() {
      if (!isFlowing) {
        isFlowing = true;
        loop.execute(this::send);
      }
    }

    @Override
    public void cancel() {
      sink = null;
    }
  }

  /// Waits for a body to fail.
  record Failing(CompletableFuture<Failure> failed) implements Body.Sink {

    @Override
    public void chunk(Chunk chunk) {
      chunk.release();
    }

    @Override
    public void end() {
      failed.completeExceptionally(new AssertionError("the body ended well"));
    }

    @Override
    public void fail(Failure failure) {
      failed.complete(failure);
    }
  }
}
