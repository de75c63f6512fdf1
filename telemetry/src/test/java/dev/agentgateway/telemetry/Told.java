package dev.agentgateway.telemetry;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Outcomes to tell in tests.
public record Told(
    String method,
    String path,
    int status,
    @Nullable String model,
    @Nullable Usage usage,
    @Nullable Failure failure,
    List<Outcome.Try> tries,
    List<String> dropped,
    @Nullable Duration firstToken) {

  public static final Told CHAT =
      new Told(
          "POST",
          "/anthropic",
          200,
          "claude-sonnet-4-5",
          new Usage(16, 0, 0, 0, 0, 0, 318, 0),
          null,
          List.of(),
          List.of(),
          null);

  public Told to(String path) {
    return new Told(method, path, status, model, usage, failure, tries, dropped, firstToken);
  }

  public Told by(String method) {
    return new Told(method, path, status, model, usage, failure, tries, dropped, firstToken);
  }

  public Told of(@Nullable String model, @Nullable Usage usage) {
    return new Told(method, path, status, model, usage, failure, tries, dropped, firstToken);
  }

  public Told failed(int status, Failure failure, Outcome.Try... tries) {
    return new Told(
        method, path, status, model, null, failure, List.of(tries), dropped, firstToken);
  }

  public Told dropping(String... fields) {
    return new Told(
        method, path, status, model, usage, failure, tries, List.of(fields), firstToken);
  }

  public Told streamed(Duration firstToken) {
    return new Told(method, path, status, model, usage, failure, tries, dropped, firstToken);
  }

  public Outcome chat() {
    return outcome(
        "anthropic",
        new CallFacts("chat", model, firstToken != null, null, null, null, null, null, null),
        new ReplyFacts(usage == null ? null : model, usage, null, null, List.of()));
  }

  public Outcome plain() {
    return outcome(null, null, null);
  }

  private Outcome outcome(
      @Nullable String provider, @Nullable CallFacts chat, @Nullable ReplyFacts reply) {
    return new Outcome(
        request(),
        8080,
        "default/agentgateway",
        "http",
        "default/anthropic",
        "0",
        "default/anthropic",
        "api.anthropic.com:443",
        status,
        provider != null,
        provider,
        chat,
        reply,
        failure,
        failure == null ? Outcome.Reason.UPSTREAM : Outcome.Reason.UPSTREAM_FAILURE,
        tries,
        dropped,
        null,
        120,
        Duration.ofMillis(1234),
        firstToken,
        Duration.ofMillis(1200),
        Duration.ofMillis(1),
        Duration.ofMillis(2));
  }

  private Request request() {
    Connection connection =
        new Connection(
            7,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 51234),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
            false,
            null,
            new NoLoop());
    return new Request(
        method,
        "http",
        "localhost:8080",
        path,
        "key=topsecret",
        "HTTP/1.1",
        Headers.of("authorization", "Bearer topsecret"),
        Body.NONE,
        connection);
  }

  private record NoLoop() implements Loop {

    @Override
    public boolean isCurrent() {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      return () -> {};
    }
  }
}
