package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import java.io.ByteArrayOutputStream;

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
  static Handler proxy(Transport transport, dev.agentgateway.http.Endpoint endpoint) {
    return (request, responder) -> {
      var call =
          transport
              .client()
              .send(
                  request.connection().loop(),
                  endpoint,
                  request,
                  dev.agentgateway.http.Timeouts.DEFAULT,
                  new dev.agentgateway.http.Client.Answer() {
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
}
