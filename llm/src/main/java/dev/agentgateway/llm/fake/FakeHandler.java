package dev.agentgateway.llm.fake;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.llm.fake.script.FakeStep;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/// Serves the fake models on a server's port, with their waits and faults.
public final class FakeHandler implements Handler {

  /// Largest request, as at the real services.
  private static final int BODY_BYTES_MAX = 32 << 20;

  private final FakeProvider provider;
  private final AtomicLong count = new AtomicLong();

  public FakeHandler(FakeProvider provider) {
    this.provider = provider;
  }

  @Override
  public void handle(Request request, Responder responder) {
    responder.continueIfAsked();
    request.body().readTo(new Gathering(request, responder));
  }

  private void answer(Request request, byte[] body, Responder responder) {
    Iterator<FakeStep> steps =
        provider
            .answer(
                request.method(),
                request.target(),
                request.headers(),
                body,
                count.getAndIncrement())
            .steps()
            .iterator();
    begin(steps, request.connection().loop(), responder);
  }

  /// Goes on to the head. An answer that never begins leaves the client waiting until it goes.
  private static void begin(Iterator<FakeStep> steps, Loop loop, Responder responder) {
    while (steps.hasNext()) {
      switch (steps.next()) {
        case FakeStep.Head head -> {
          respond(head, new ScriptBody(steps, length(head), loop), responder);
          return;
        }
        case FakeStep.Pause pause -> {
          Loop.Timer timer = loop.after(pause.length(), () -> begin(steps, loop, responder));
          responder.onGone(timer::cancel);
          return;
        }
        case FakeStep.Send _, FakeStep.Silence _, FakeStep.Cut _ -> {
          return;
        }
      }
    }
  }

  private static void respond(FakeStep.Head head, Body body, Responder responder) {
    responder.respond(
        new Response(head.status(), head.headers().without("content-length"), body),
        (_, _) -> body.cancel());
  }

  private static long length(FakeStep.Head head) {
    String length = head.headers().first("content-length");
    return length == null ? Body.LENGTH_UNKNOWN : Long.parseLong(length);
  }

  /// Takes the whole body of a request.
  private final class Gathering implements Body.Sink {

    private final Request request;
    private final Responder responder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Gathering(Request request, Responder responder) {
      this.request = request;
      this.responder = responder;
    }

    @Override
    public void chunk(Chunk chunk) {
      byte[] piece = new byte[chunk.size()];
      chunk.copyTo(piece, 0);
      chunk.release();
      // What goes past the limit is taken off the wire; one byte more makes the provider refuse it.
      int room = BODY_BYTES_MAX + 1 - bytes.size();
      bytes.write(piece, 0, Math.min(piece.length, room));
    }

    @Override
    public void end() {
      answer(request, bytes.toByteArray(), responder);
    }

    @Override
    public void fail(Failure failure) {
      // The client is gone: nobody waits for an answer.
    }
  }
}
