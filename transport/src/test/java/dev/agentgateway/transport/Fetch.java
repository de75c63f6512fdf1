package dev.agentgateway.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Client;
import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Response;
import dev.agentgateway.http.Timeouts;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends one request through the client and waits for all of its answer.
final class Fetch implements Client.Answer, Body.Sink {

  /// What came: a response with its body, and the failure that ended either.
  record Got(@Nullable Response response, String body, @Nullable Failure failure) {

    int status() {
      return response == null ? -1 : response.status();
    }
  }

  private final CompletableFuture<Got> got = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable Response response;

  static Request request(Loop loop, String method, String target, Body body) {
    int question = target.indexOf('?');
    return new Request(
        method,
        "http",
        "upstream.test",
        question < 0 ? target : target.substring(0, question),
        question < 0 ? null : target.substring(question + 1),
        "HTTP/1.1",
        Headers.of("accept", "*/*"),
        body,
        connection(loop));
  }

  static Connection connection(Loop loop) {
    InetSocketAddress none = new InetSocketAddress(0);
    return new Connection(0, none, none, false, null, loop);
  }

  static Got get(Transport transport, Endpoint endpoint, String target) throws Exception {
    return send(transport, transport.loop(), endpoint, "GET", target, Body.NONE, Timeouts.DEFAULT);
  }

  static Got send(
      Transport transport,
      Loop loop,
      Endpoint endpoint,
      String method,
      String target,
      Body body,
      Timeouts timeouts)
      throws Exception {
    Fetch fetch = new Fetch();
    loop.execute(() ->
        transport
            .client()
            .send(loop, endpoint, request(loop, method, target, body), timeouts, fetch));
    return fetch.got.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void response(Response came) {
    response = came;
    came.body().readTo(this);
  }

  @Override
  public void chunk(Chunk chunk) {
    byte[] bytes = new byte[chunk.size()];
    chunk.copyTo(bytes, 0);
    chunk.release();
    body.writeBytes(bytes);
  }

  @Override
  public void end() {
    got.complete(new Got(response, body.toString(ISO_8859_1), null));
  }

  @Override
  public void fail(Failure failure) {
    got.complete(new Got(response, body.toString(ISO_8859_1), failure));
  }
}
