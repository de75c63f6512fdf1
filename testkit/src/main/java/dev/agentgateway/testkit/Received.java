package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request as a fake upstream read it, and what became of its connection.
public final class Received {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String method;
  private final String target;
  private final Headers headers;
  private final byte[] body;
  private final long connection;
  private final @Nullable String serverName;
  private final CountDownLatch left = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile long leftNanos;

  Received(
      String method,
      String target,
      Headers headers,
      byte[] body,
      long connection,
      @Nullable String serverName) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    this.connection = connection;
    this.serverName = serverName;
  }

  public String method() {
    return method;
  }

  /// Path and query as on the request line.
  public String target() {
    return target;
  }

  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// All fields as they came, names in lower case, `host` among them.
  public Headers headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, UTF_8);
  }

  public JsonNode json() {
    return MAPPER.readTree(body);
  }

  /// Counts the connections of this upstream from 1.
  public long connection() {
    return connection;
  }

  /// The name asked for in TLS (SNI); null without.
  public @Nullable String serverName() {
    return serverName;
  }

  /// Waits until the client closed the connection before its answer was complete.
  public boolean awaitLeft(Duration limit) {
    return await(left, limit);
  }

  /// [System#nanoTime] of the moment the client was seen to have left; 0 while it has not.
  public long leftNanos() {
    return leftNanos;
  }

  /// Waits until the whole answer was written.
  public boolean awaitAnswered(Duration limit) {
    return await(answered, limit);
  }

  void markLeft() {
    if (leftNanos == 0) {
      leftNanos = System.nanoTime();
    }
    left.countDown();
  }

  void markAnswered() {
    answered.countDown();
  }

  private static boolean await(CountDownLatch latch, Duration limit) {
    try {
      return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String toString() {
    return method + " " + target + " " + text();
  }
}
