package dev.agentgateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Body;
import dev.agentgateway.http.Chunk;
import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.http.Responder;
import dev.agentgateway.http.Response;
import dev.agentgateway.telemetry.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class PagesTest {

  @Test
  void readinessFollowsThePhases() {
    Readiness readiness = new Readiness();
    assertThat(ready(readiness)).isEqualTo("503 starting\n");
    readiness.ready();
    assertThat(ready(readiness)).isEqualTo("200 ready\n");
    readiness.draining();
    assertThat(ready(readiness)).isEqualTo("503 draining\n");
    readiness.ready();
    assertThat(ready(readiness)).isEqualTo("503 draining\n");
  }

  @ParameterizedTest
  @CsvSource({"/metrics", "/stats/prometheus"})
  void metricsAreServedByBothNames(String path) {
    Response answer = ask(MetricsPages.of(new Metrics("0.1.0")), "GET", "localhost", path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(text(answer)).contains("agentgateway_build_info{tag=\"0.1.0\"} 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | host           | path    | status
          GET      | localhost:1    | /status | 200
          HEAD     | localhost:1    | /status | 200
          GET      | 127.0.0.1:1    | /status | 200
          GET      | [::1]:1        | /       | 200
          POST     | localhost:1    | /status | 405
          GET      | localhost:1    | /nope   | 404
          GET      | evil.example:1 | /status | 421
          GET      | 127.0.0.1.evil.example | / | 421
          """)
  void onlyWhatIsThereIsServedAndOnlyToThisMachine(
      String method, String host, String path, int status) {
    assertThat(ask(pages(), method, host, path).status()).isEqualTo(status);
  }

  @Test
  void aTreeIsJson() {
    Response answer = ask(pages(), "GET", "localhost", "/status");
    assertThat(answer.headers().first("content-type")).isEqualTo("application/json");
    assertThat(JsonMapper.shared().readTree(text(answer)).path("a").asInt()).isEqualTo(1);
  }

  @Test
  void theIndexListsThePages() {
    assertThat(text(ask(pages(), "GET", "localhost", "/")))
        .contains("<a href=\"/status\">/status</a>: every resource");
  }

  @Test
  void aPageThatFailsSaysNothingOfWhy() {
    Response answer = ask(pages(), "GET", "localhost", "/broken");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(text(answer)).doesNotContain("secret");
  }

  private static Handler pages() {
    Map<String, AdminPages.Tree> trees = new LinkedHashMap<>();
    trees.put(
        "/status",
        new AdminPages.Tree(
            "every resource", () -> JsonMapper.shared().createObjectNode().put("a", 1)));
    trees.put(
        "/broken",
        new AdminPages.Tree(
            "fails",
            () -> {
              throw new IllegalStateException("secret");
            }));
    return AdminPages.of("agentgateway", trees);
  }

  private static String ready(Readiness readiness) {
    Response answer = ask(readiness.handler(), "GET", "localhost", "/healthz/ready");
    return answer.status() + " " + text(answer);
  }

  private static Response ask(Handler handler, String method, String authority, String path) {
    AtomicReference<Response> answer = new AtomicReference<>();
    handler.handle(request(method, authority, path), new Keep(answer));
    return answer.get();
  }

  private static Request request(String method, String authority, String path) {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Connection connection = new Connection(1, here, here, false, null, new NoLoop());
    return new Request(
        method, "http", authority, path, null, "HTTP/1.1", Headers.NONE, Body.NONE, connection);
  }

  private static String text(Response response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    response
        .body()
        .readTo(
            new Body.Sink() {
              @Override
              public void chunk(Chunk chunk) {
                byte[] piece = new byte[chunk.size()];
                chunk.copyTo(piece, 0);
                bytes.writeBytes(piece);
              }

              @Override
              public void end() {
                // All is there.
              }

              @Override
              public void fail(Failure failure) {
                throw new AssertionError(failure.words());
              }
            });
    return bytes.toString(UTF_8);
  }

  private record Keep(AtomicReference<Response> answer) implements Responder {

    @Override
    public void breakOff(Failure failure) {}

    @Override
    public void respond(Response response, Done done) {
      answer.set(response);
      done.ended(Ending.COMPLETE, 0);
    }

    @Override
    public void continueIfAsked() {
      // Nobody waits.
    }

    @Override
    public void onGone(Runnable task) {
      // Nobody goes.
    }
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
