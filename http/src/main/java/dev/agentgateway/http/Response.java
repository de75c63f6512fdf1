package dev.agentgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A response to the client, or from upstream.
///
/// @param headers without hop-by-hop fields and without `content-length`, which the body's length
///   says
public record Response(int status, Headers headers, Body body) {

  public static Response of(int status) {
    return new Response(status, Headers.NONE, Body.NONE);
  }

  public static Response text(int status, String text) {
    return new Response(
        status,
        Headers.of("content-type", "text/plain; charset=utf-8"),
        Body.of(text.getBytes(UTF_8)));
  }

  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  public Response withHeaders(Headers changed) {
    return new Response(status, changed, body);
  }

  public Response withBody(Body changed) {
    return new Response(status, headers, changed);
  }
}
