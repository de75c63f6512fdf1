package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.testkit.Answer;
import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import dev.agentgateway.testkit.RawResponse;
import dev.agentgateway.testkit.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an HTTPRoute does to requests and answers: redirects, rewrites, headers, shares, addresses
/// and references that are not granted.
final class RoutesTest {

  @TempDir private static Path folder;

  private static final Map<String, FakeUpstream> UPSTREAMS = new HashMap<>();

  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws IOException {
    StringBuilder yaml = new StringBuilder(ROUTES);
    for (String name : List.of("a", "b", "c")) {
      FakeUpstream upstream = FakeUpstream.start();
      upstream.answering(
          Answer.of(
              200,
              Headers.of("content-type", "text/plain", "x-from", name, "x-secret", "inside"),
              name));
      UPSTREAMS.put(name, upstream);
      yaml.append(backend(name, "default", upstream.port()));
      yaml.append(backend(name, "other", upstream.port()));
    }
    yaml.append(slices());
    gateway = GatewayProcess.run(Files.writeString(folder.resolve("routes.yaml"), yaml), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    UPSTREAMS.values().forEach(FakeUpstream::close);
  }

  private static RawResponse get(String target) {
    return RawClient.get(gateway.port(), target, "host", "shop.example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /redirect/host      | 302 | http://elsewhere.example.com:PORT/redirect/host
          /redirect/scheme    | 302 | https://shop.example.com/redirect/scheme
          /redirect/port      | 302 | http://shop.example.com:8123/redirect/port
          /redirect/full?q=1  | 301 | http://shop.example.com:PORT/new?q=1
          /redirect/prefix/x/y| 308 | http://shop.example.com:PORT/moved/x/y
          /redirect/prefix    | 308 | http://shop.example.com:PORT/moved
          /redirect/all/x     | 303 | https://e.example.com:444/z/x
          """)
  void aRedirectSaysWhere(String target, int status, String location) {
    RawResponse answer = get(target);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().first("location"))
        .isEqualTo(location.replace("PORT", Integer.toString(gateway.port())));
    assertThat(answer.headers().first("x-agentgateway-error")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /rewrite/full/x?q=1   | shop.example.com  | /whole?q=1
          /rewrite/prefix       | shop.example.com  | /new
          /rewrite/prefix/      | shop.example.com  | /new/
          /rewrite/prefix/x//y  | shop.example.com  | /new/x/y
          /rewrite/root/x?q=%20 | shop.example.com  | /x?q=%20
          /rewrite/root         | shop.example.com  | /
          /rewrite/host/x       | in.example.com    | /rewrite/host/x
          """)
  void aRewriteIsWhatTheUpstreamSees(String target, String host, String seen) {
    assertThat(get(target).status()).isEqualTo(200);
    Received received = UPSTREAMS.get("a").received().getLast();
    assertThat(received.target()).isEqualTo(seen);
    assertThat(received.headers().first("host")).isEqualTo(host);
  }

  @Test
  void headersAreSetAddedAndRemoved() {
    RawResponse answer =
        RawClient.get(
            gateway.port(),
            "/headers",
            "x-set",
            "client",
            "x-add",
            "client",
            "x-gone",
            "client",
            "x-stays",
            "client");
    Received received = UPSTREAMS.get("a").received().getLast();
    assertThat(received.headers().all("x-set")).containsExactly("gateway");
    assertThat(received.headers().all("x-add")).containsExactly("client", "gateway");
    assertThat(received.headers().all("x-gone")).isEmpty();
    assertThat(received.headers().all("x-stays")).containsExactly("client");
    assertThat(received.headers().all("x-of-backend")).containsExactly("a");
    assertThat(answer.headers().all("x-from")).containsExactly("gateway");
    assertThat(answer.headers().all("x-secret")).isEmpty();
    assertThat(answer.headers().all("x-new")).containsExactly("one");
  }

  /// A share of n requests that each go one way with chance p is off by more than five deviations
  /// once in millions of runs.
  @Test
  void sharesAreAsWeighed() {
    int requests = 2000;
    Map<String, Integer> shares = new HashMap<>();
    try (RawClient client = RawClient.connect(gateway.port())) {
      for (int i = 0; i < requests; i++) {
        client.send(RawClient.request("GET", "/weights", ""));
        shares.merge(client.read().text(), 1, Integer::sum);
      }
    }
    assertThat(shares).doesNotContainKey("c");
    double expected = requests * 0.7;
    double deviation = Math.sqrt(requests * 0.7 * 0.3);
    assertThat((double) shares.get("a"))
        .isBetween(expected - 5 * deviation, expected + 5 * deviation);
    assertThat(shares.get("a") + shares.get("b")).isEqualTo(requests);
  }

  @Test
  void theShareOfABrokenReferenceIsRefused() {
    int requests = 600;
    int refused = 0;
    for (int i = 0; i < requests; i++) {
      RawResponse answer = get("/half-broken");
      if (answer.status() == 500) {
        assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo("no_valid_backend");
        refused++;
      }
    }
    double deviation = Math.sqrt(requests * 0.5 * 0.5);
    assertThat((double) refused)
        .isBetween(requests * 0.5 - 5 * deviation, requests * 0.5 + 5 * deviation);
  }

  @ParameterizedTest
  @CsvSource({
    "/none, 500, no_valid_backend",
    "/weightless, 500, no_valid_backend",
    "/absent, 500, no_valid_backend",
    "/unknown-kind, 500, no_valid_backend",
    "/not-granted, 500, no_valid_backend",
    "/granted-another, 500, no_valid_backend",
    "/wrong-port, 500, no_valid_backend",
    "/no-endpoints, 503, no_healthy_endpoint",
    "/nowhere, 404, route_not_found"
  })
  void whatCannotBeReachedIsRefused(String path, int status, String code) {
    RawResponse answer = get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.headers().first("x-agentgateway-error")).isEqualTo(code);
  }

  @Test
  void aGrantOpensWhatItNames() {
    assertThat(get("/granted").text()).isEqualTo("b");
  }

  @Test
  void readyAddressesOfSlicesAreUsedInTurn() {
    Map<String, Integer> shares = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      RawResponse answer = get("/slices");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      shares.merge(answer.text(), 1, Integer::sum);
    }
    assertThat(shares.keySet()).containsExactlyInAnyOrder("a", "b");
  }

  private static String backend(String name, String namespace, int port) {
    return """
    ---
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayBackend
    metadata: {name: %s, namespace: %s}
    spec: {static: {host: 127.0.0.1, port: %d}}
    """
        .formatted(name, namespace, port);
  }

  /// Two slices with an address each that is ready, and one that is not.
  private static String slices() {
    return slice("one", "a", true) + slice("two", "b", true) + slice("three", "c", false);
  }

  private static String slice(String name, String upstream, boolean isReady) {
    return """
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: %s, labels: {kubernetes.io/service-name: sliced}}
    addressType: IPv4
    ports: [{name: web, port: %d}]
    endpoints: [{addresses: [127.0.0.1], conditions: {ready: %s}}]
    """
        .formatted(name, UPSTREAMS.get(upstream).port(), isReady);
  }

  private static final String ROUTES =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: routes}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: redirects}
      spec:
        parentRefs: [{name: routes}]
        rules:
        - matches: [{path: {value: /redirect/host}}]
          filters: [{type: RequestRedirect, requestRedirect: {hostname: elsewhere.example.com}}]
        - matches: [{path: {value: /redirect/scheme}}]
          filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
        - matches: [{path: {value: /redirect/port}}]
          filters: [{type: RequestRedirect, requestRedirect: {port: 8123}}]
        - matches: [{path: {value: /redirect/full}}]
          filters:
          - type: RequestRedirect
            requestRedirect: {statusCode: 301, path: {type: ReplaceFullPath, replaceFullPath: /new}}
        - matches: [{path: {value: /redirect/prefix}}]
          filters:
          - type: RequestRedirect
            requestRedirect:
              {statusCode: 308, path: {type: ReplacePrefixMatch, replacePrefixMatch: /moved}}
        - matches: [{path: {value: /redirect/all}}]
          filters:
          - type: RequestRedirect
            requestRedirect:
              statusCode: 303
              scheme: https
              port: 444
              hostname: e.example.com
              path: {type: ReplacePrefixMatch, replacePrefixMatch: /z/}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: rewrites}
      spec:
        parentRefs: [{name: routes}]
        rules:
        - matches: [{path: {value: /rewrite/full}}]
          filters:
          - {type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /whole}}}
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: a}]
        - matches: [{path: {value: /rewrite/prefix}}]
          filters:
          - type: URLRewrite
            urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: a}]
        - matches: [{path: {value: /rewrite/root}}]
          filters:
          - type: URLRewrite
            urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: a}]
        - matches: [{path: {value: /rewrite/host}}]
          filters: [{type: URLRewrite, urlRewrite: {hostname: in.example.com}}]
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: a}]
        - matches: [{path: {value: /headers}}]
          filters:
          - type: RequestHeaderModifier
            requestHeaderModifier:
              set: [{name: X-Set, value: gateway}]
              add: [{name: x-add, value: gateway}]
              remove: [X-Gone]
          - type: ResponseHeaderModifier
            responseHeaderModifier:
              set: [{name: x-from, value: gateway}]
              add: [{name: x-new, value: one}]
              remove: [x-secret]
          backendRefs:
          - group: agentgateway.dev
            kind: AgentgatewayBackend
            name: a
            filters:
            - type: RequestHeaderModifier
              requestHeaderModifier: {add: [{name: x-of-backend, value: a}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: targets}
      spec:
        parentRefs: [{name: routes}]
        rules:
        - matches: [{path: {value: /weights}}]
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: a, weight: 70}
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: b, weight: 30}
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: c, weight: 0}
        - matches: [{path: {value: /half-broken}}]
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: a}
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: absent}
        - matches: [{path: {value: /none}}]
        - matches: [{path: {value: /weightless}}]
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: a, weight: 0}]
        - matches: [{path: {value: /absent}}]
          backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: absent}]
        - matches: [{path: {value: /unknown-kind}}]
          backendRefs: [{group: example.com, kind: Thing, name: a}]
        - matches: [{path: {value: /not-granted}}]
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: a, namespace: other}
        - matches: [{path: {value: /granted}}]
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: b, namespace: other}
        - matches: [{path: {value: /granted-another}}]
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: c, namespace: other}
        - matches: [{path: {value: /slices}}]
          backendRefs: [{name: sliced, port: 80}]
        - matches: [{path: {value: /wrong-port}}]
          backendRefs: [{name: sliced, port: 81}]
        - matches: [{path: {value: /no-endpoints}}]
          backendRefs: [{name: empty, port: 80}]
      ---
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: ReferenceGrant
      metadata: {name: b-alone, namespace: other}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: default}]
        to: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: b}]
      ---
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: ReferenceGrant
      metadata: {name: c-for-others, namespace: other}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: elsewhere}]
        to: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: c}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: sliced}
      spec: {ports: [{name: web, port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: empty}
      spec: {ports: [{name: web, port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: empty, labels: {kubernetes.io/service-name: empty}}
      addressType: IPv4
      ports: [{name: web, port: 80}]
      endpoints: []
      """;
}
