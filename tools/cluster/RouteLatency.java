import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Applies routes one by one and measures when every data plane serves each, while a route that was there
/// before is asked all the time.
///
/// `java RouteLatency.java API ROUTES DATA-PLANE...`: where `kubectl proxy` listens, how many routes, and the
/// address of each data plane with its port.
final class RouteLatency {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PARTS = 4;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String api;
  private final List<String> dataPlanes;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();

  private RouteLatency(String api, List<String> dataPlanes) {
    this.api = api;
    this.dataPlanes = dataPlanes;
  }

  static void main(String[] arguments) throws Exception {
    RouteLatency measured = new RouteLatency(arguments[0], Arrays.asList(arguments).subList(2, arguments.length));
    measured.run(Integer.parseInt(arguments[1]));
  }

  private void run(int routes) throws Exception {
    apply("steady", "steady.example");
    awaitServed("steady", "steady.example");
    List<Thread> askers = dataPlanes.stream().map(each -> Thread.startVirtualThread(() -> askAlways(each))).toList();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < routes; i++) {
      String name = "r" + i;
      long start = System.nanoTime();
      apply(name, name + ".example");
      awaitServed(name, name + ".example");
      times.add((System.nanoTime() - start) / 1e6);
    }
    isOver.set(true);
    for (Thread each : askers) {
      each.join();
    }
    System.out.println("| routes | median ms | p99 ms | max ms |");
    System.out.println("| --- | --- | --- | --- |");
    int part = Math.max(1, routes / PARTS);
    for (int from = 0; from + part <= routes; from += part) {
      row((from + 1) + " to " + (from + part), times.subList(from, from + part));
    }
    row("all", times);
    System.out.printf(
        "%d data planes; a route that was there before: %d answers, %d of them another than its own%n",
        dataPlanes.size(), asked.get(), wrong.get());
  }

  private static void row(String name, List<Double> times) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f |%n",
        name, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)], sorted[sorted.length - 1]);
  }

  private void apply(String name, String host) throws Exception {
    String route =
        """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute",
         "metadata":{"name":"%s","namespace":"default","labels":{"measured":"true"}},
         "spec":{"parentRefs":[{"name":"agentgateway"}],"rules":[{
           "matches":[{"path":{"type":"PathPrefix","value":"/%s"}}],
           "filters":[{"type":"RequestRedirect","requestRedirect":{"hostname":"%s","statusCode":302}}]}]}}
        """
            .formatted(name, name, host);
    String path = "/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes/" + name;
    var response =
        client.send(
            HttpRequest.newBuilder(URI.create(api + path + "?fieldManager=measure&force=true"))
                .header("content-type", "application/apply-patch+yaml")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(route, UTF_8))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(response.body());
    }
  }

  private void awaitServed(String name, String host) {
    List<Thread> waiting = dataPlanes.stream().map(each -> Thread.startVirtualThread(() -> await(each, name, host))).toList();
    waiting.forEach(each -> {
      try {
        each.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void await(String dataPlane, String name, String host) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!location(dataPlane, name).contains(host)) {
      if (System.nanoTime() > end) {
        System.err.println(dataPlane + " does not serve " + name);
        System.exit(1);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }

  private void askAlways(String dataPlane) {
    while (!isOver.get()) {
      asked.incrementAndGet();
      if (!location(dataPlane, "steady").contains("steady.example")) {
        wrong.incrementAndGet();
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  private String location(String dataPlane, String name) {
    try {
      return Stream.of(
              client.send(
                  HttpRequest.newBuilder(URI.create("http://" + dataPlane + "/" + name)).timeout(PATIENCE).build(),
                  BodyHandlers.discarding()))
          .flatMap(each -> each.headers().firstValue("location").stream())
          .findFirst()
          .orElse("");
    } catch (Exception lost) {
      return "";
    }
  }
}
