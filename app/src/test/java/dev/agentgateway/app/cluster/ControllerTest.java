package dev.agentgateway.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is written back to an API server, and what becomes of it when that goes away.
@Timeout(240)
final class ControllerTest {

  private static final String EVENTS = "/api/v1/namespaces/default/events";
  private static final int ROUTES = 300;

  @TempDir private Path folder;
  private RunningGateway running;

  @BeforeEach
  void start() throws Exception {
    running = new RunningGateway(folder.resolve("state"));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void statusesSayWhatRunsAndAreWrittenOnce() throws Exception {
    running.createGateway();
    running.createRoute("one");
    JsonNode gateway =
        running.await(
            RunningGateway.GATEWAYS + "/g",
            each -> each.at("/status/listeners/0/attachedRoutes").asInt(0) == 1);
    assertThat(condition(gateway.at("/status/conditions"), "Programmed")).isEqualTo("True 1");
    assertThat(gateway.at("/status/addresses/0/value").asString()).isEqualTo("127.0.0.1");
    JsonNode route = running.await(RunningGateway.ROUTES + "/one", ControllerTest::isAccepted);
    assertThat(condition(route.at("/status/parents/0/conditions"), "ResolvedRefs"))
        .isEqualTo("True 1");

    // Another object's coming changes nothing about these.
    running.createRoute("two");
    running.await(RunningGateway.ROUTES + "/two", ControllerTest::isAccepted);
    assertThat(version(running.get(RunningGateway.ROUTES + "/one"))).isEqualTo(version(route));
  }

  @Test
  void aProblemThatComesBackIsTheSameEventCountedUp() throws Exception {
    running.createGateway();
    running.createRoute("broken");
    String good = "{\"spec\":{\"parentRefs\":[{\"name\":\"g\"}],\"rules\":[{}]}}";
    String bad =
        "{\"spec\":{\"rules\":[{\"filters\":null,\"backendRefs\":[{\"name\":\"none\",\"port\":1}]}]}}";
    for (int count = 1; count <= 2; count++) {
      int wanted = count;
      running.merge(RunningGateway.ROUTES + "/broken", bad);
      JsonNode events =
          running.await(of("broken"), each -> each.at("/items/0/count").asInt(0) == wanted);
      assertThat(events.path("items").size()).isEqualTo(1);
      assertThat(events.at("/items/0/reason").asString()).isEqualTo("BackendNotFound");
      assertThat(events.at("/items/0/involvedObject/name").asString()).isEqualTo("broken");
      running.merge(RunningGateway.ROUTES + "/broken", good);
      running.await(
          RunningGateway.ROUTES + "/broken",
          each ->
              condition(each.at("/status/parents/0/conditions"), "ResolvedRefs")
                  .startsWith("True"));
      // Problems are told each second: one that is told for the first time shows that it passed.
      running.createRoute("other" + count);
      running.merge(RunningGateway.ROUTES + "/other" + count, bad);
      running.await(of("other" + count), each -> each.path("items").size() == 1);
      running.merge(RunningGateway.ROUTES + "/other" + count, good);
    }
  }

  @Test
  void aLostServerLeavesWhatRunsAndWhatComesAfterwardsRunsToo() throws Exception {
    running.createGateway();
    running.createRoute("one");
    running.awaitAnswer("/one", 302);
    running.loseApi();
    for (int i = 0; i < 100; i++) {
      assertThat(running.ask("/one")).isEqualTo(302);
    }
    running.findApiAgain();
    assertThat(running.ask("/one")).isEqualTo(302);
    running.createRoute("two");
    running.awaitAnswer("/two", 302);
    assertThat(running.ask("/one")).isEqualTo(302);
  }

  /// Times are told, not asserted: they are the machine's.
  @Test
  void manyRoutesServeAndCostAStatusEach() throws Exception {
    running.createGateway();
    running.await(
        RunningGateway.GATEWAYS + "/g",
        each -> condition(each.at("/status/conditions"), "Programmed").startsWith("True"));
    long before = Long.parseLong(version(running.get(RunningGateway.ROUTES)));
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < ROUTES; i++) {
      long start = System.nanoTime();
      running.createRoute("r" + i);
      running.awaitAnswer("/r" + i, 302);
      micros.add((System.nanoTime() - start) / 1_000);
    }
    running.await(
        RunningGateway.GATEWAYS + "/g",
        each -> each.at("/status/listeners/0/attachedRoutes").asInt(0) == ROUTES);
    for (int i = 0; i < ROUTES; i++) {
      running.await(RunningGateway.ROUTES + "/r" + i, ControllerTest::isAccepted);
    }
    long writes = Long.parseLong(version(running.get(RunningGateway.ROUTES))) - before;
    System.out.printf(
        "routes, from apply to answer: first 100 %s, last 100 %s; %d writes%n",
        told(micros.subList(0, 100)), told(micros.subList(ROUTES - 100, ROUTES)), writes);
    // A creation and a status each; the Gateway's count of routes is written less often.
    assertThat(writes).isBetween(2L * ROUTES, 3L * ROUTES);
  }

  private static String of(String route) {
    return EVENTS + "?fieldSelector=involvedObject.name%3D" + route;
  }

  private static String told(List<Long> micros) {
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    return "median %.1f ms, worst %.1f ms"
        .formatted(sorted.get(sorted.size() / 2) / 1000.0, sorted.getLast() / 1000.0);
  }

  private static boolean isAccepted(JsonNode route) {
    return condition(route.at("/status/parents/0/conditions"), "Accepted").startsWith("True");
  }

  /// `True 1`: the status, and the generation that it is of.
  private static String condition(JsonNode conditions, String type) {
    for (JsonNode each : conditions) {
      if (each.path("type").asString("").equals(type)) {
        return each.path("status").asString("") + " " + each.path("observedGeneration").asInt(0);
      }
    }
    return "";
  }

  private static String version(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asString();
  }
}
