package dev.agentgateway.transport.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Response;
import dev.agentgateway.transport.socket.HeadBytes;
import dev.agentgateway.transport.socket.MessageWriter;

/// What the transport itself answers: the words of a failure, and its code in a header.
final class Refusal {

  private Refusal() {}

  static Response of(Failure failure) {
    Headers headers =
        Headers.of(
            "content-type", "text/plain; charset=utf-8", "x-agentgateway-error", failure.code());
    return new Response(failure.status(), headers, Body.of(failure.words().getBytes(UTF_8)));
  }

  /// Writes it where no request could be read, as the last thing on its connection.
  static void write(Failure failure, MessageWriter writer) {
    Response response = of(failure);
    byte[] line = StatusLine.of(response.status());
    HeadBytes head =
        new HeadBytes(line.length, response.headers())
            .add(line)
            .addAll(response.headers())
            .addLength(response.body().length())
            .addClose()
            .endLine();
    writer.begin(
        head.bytes(), head.length(), MessageWriter.Framing.LENGTH, response.body().length());
    writer.chunk(Chunk.of(failure.words().getBytes(UTF_8)));
  }
}
