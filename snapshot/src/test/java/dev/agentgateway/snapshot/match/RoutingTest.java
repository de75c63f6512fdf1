package dev.agentgateway.snapshot.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.agentgateway.http.Body;
import dev.agentgateway.http.Connection;
import dev.agentgateway.http.Headers;
import dev.agentgateway.http.Loop;
import dev.agentgateway.http.Request;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Match;
import dev.agentgateway.snapshot.Route;
import dev.agentgateway.snapshot.Snapshot;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules are tried in the precedence of the Gateway API.
final class RoutingTest {

  private static final Door DOOR = Door.of(80);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # prefix | path      | matches
          /v1      | /v1/chat  | true
          /v1      | /v1       | true
          /v1      | /v1/      | true
          /v1/     | /v1       | true
          /v1      | /v10      | false
          /v1      | /         | false
          /v1      | /V1       | false
          /        | /anything | true
          /a/b     | /a        | false
          /a/b     | /a/b/c/d  | true
          """)
  void prefixMatchesWholeSegments(String prefix, String path, boolean matches) {
    Snapshot snapshot = snapshot(listener("", route("r", "", prefix(prefix))));
    assertThat(found(snapshot, "GET", "h", path, null, Headers.NONE))
        .isEqualTo(matches ? "r" : "no route");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | path       | query | header  | rule
          GET      | /a/b       |       |         | exact
          GET      | /a/b/c     |       |         | longer
          GET      | /a/x       |       |         | shorter
          POST     | /a/x       |       |         | method
          GET      | /a/x       |       | one     | header
          GET      | /a/x       |       | other   | shorter
          GET      | /a/x       | q=1   |         | query
          GET      | /a/x       | q=%31 |         | query
          GET      | /a/x       | q=2   |         | shorter
          GET      | /number/12 |       |         | regex
          GET      | /number/x  |       |         | no route
          GET      | /other     |       |         | no route
          """)
  void theMoreSpecificRuleWins(
      String method, String path, String query, String header, String rule) {
    Snapshot snapshot =
        snapshot(
            listener(
                "",
                route("shorter", "", prefix("/a")),
                route("longer", "", prefix("/a/b")),
                route("exact", "", new Match.Path.Exact("/a/b")),
                route("method", "", prefix("/a"), "POST", null, null),
                route("header", "", prefix("/a"), null, "one", null),
                route("query", "", prefix("/a"), null, null, "1"),
                route("regex", "", new Match.Path.Regex(Pattern.compile("/number/[0-9]+")))));
    Headers headers = header == null ? Headers.NONE : Headers.of("X-Test", header);
    assertThat(found(snapshot, method, "h", path, query, headers)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # host            | found
          a.example.com     | exact
          b.example.com     | wildcard
          c.b.example.com   | wildcard
          example.com       | any listener
          other.org         | any listener
          deep.inner.test   | inner
          """)
  void theMoreSpecificHostWins(String host, String rule) {
    Snapshot snapshot =
        snapshot(
            listener(
                "*.example.com",
                route("exact", "a.example.com", prefix("/")),
                route("wildcard", "*.example.com", prefix("/"))),
            listener("*.inner.test", route("inner", "", prefix("/"))),
            listener("", route("any listener", "", prefix("/"))));
    assertThat(found(snapshot, "GET", host, "/x", null, Headers.NONE)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({"a.example.com, no route", "other.org, no listener"})
  void aListenerWithoutARuleDoesNotHandOn(String host, String found) {
    Snapshot snapshot = snapshot(listener("*.example.com", route("r", "", prefix("/only"))));
    assertThat(found(snapshot, "GET", host, "/x", null, Headers.NONE)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"0, old", "1, old"})
  void theOlderOfEqualsWins(int order, String rule) {
    Route old = dated("old", Instant.EPOCH);
    Route young = dated("a-young", Instant.EPOCH.plusSeconds(1));
    Listener listener =
        new Listener(
            "ns/gw", "http", "", List.of(), order == 0 ? List.of(old, young) : List.of(young, old));
    assertThat(found(snapshot(listener), "GET", "h", "/", null, Headers.NONE)).isEqualTo(rule);
  }

  private static Route dated(String id, Instant created) {
    return new Route(id, "0", 0, created, List.of(), List.of(Match.ANY), List.of(), List.of());
  }

  private static Match.Path prefix(String value) {
    return new Match.Path.Prefix(value);
  }

  private static Route route(String id, String host, Match.Path path) {
    return route(id, host, path, null, null, null);
  }

  private static Route route(
      String id, String host, Match.Path path, String method, String header, String query) {
    List<Match.Field> headers =
        header == null ? List.of() : List.of(new Match.Field("x-test", header, null));
    List<Match.Field> parameters =
        query == null ? List.of() : List.of(new Match.Field("q", query, null));
    return new Route(
        id,
        "0",
        0,
        Instant.EPOCH,
        host.isEmpty() ? List.of() : List.of(host),
        List.of(new Match(path, method, headers, parameters)),
        List.of(),
        List.of());
  }

  private static Listener listener(String hostname, Route... routes) {
    return new Listener("ns/gw", "l" + hostname, hostname, List.of(), List.of(routes));
  }

  private static Snapshot snapshot(Listener... listeners) {
    return new Snapshot(Map.of(DOOR, new Snapshot.Bind(DOOR, false, List.of(listeners))));
  }

  private static String found(
      Snapshot snapshot, String method, String host, String path, String query, Headers headers) {
    Request request =
        new Request(method, "http", host, path, query, "HTTP/1.1", headers, Body.NONE, CONNECTION);
    return switch (Routing.of(snapshot).find(DOOR, request)) {
      case Found.Rule rule -> rule.route().id();
      case Found.NoRoute _ -> "no route";
      case Found.NoListener _ -> "no listener";
      case Found.Misdirected _ -> "misdirected";
    };
  }

  private static final Connection CONNECTION =
      new Connection(
          1,
          InetSocketAddress.createUnresolved("c", 1),
          InetSocketAddress.createUnresolved("s", 80),
          false,
          null,
          new Still());

  /// A loop in which nothing ever happens.
  private static final class Still implements Loop {

    private final List<Runnable> tasks = new ArrayList<>();

    @Override
    public boolean isCurrent() {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      tasks.add(task);
      return () -> tasks.remove(task);
    }
  }
}
