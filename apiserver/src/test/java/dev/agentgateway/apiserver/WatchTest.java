package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.RunningApi.Reply;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.http.Secret;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Changes as a stream.
@Timeout(60)
final class WatchTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static String map(String name, String label) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"x\":\"%s\"}}}"
        .formatted(name, label);
  }

  private static JsonNode next(BufferedReader lines) throws Exception {
    return Json.read(lines.readLine().getBytes(UTF_8)).tree();
  }

  private static String said(JsonNode event) {
    return event.path("type").asString()
        + " "
        + event.path("object").path("metadata").path("name").asString();
  }

  @Test
  void whatIsThereComesFirstUnlessAVersionIsNamed() throws Exception {
    api.post(MAPS, map("a", "1"));
    try (BufferedReader lines = api.watch(MAPS + "?watch=true")) {
      assertThat(said(next(lines))).isEqualTo("ADDED a");
      api.post(MAPS, map("b", "1"));
      assertThat(said(next(lines))).isEqualTo("ADDED b");
    }
  }

  @Test
  void whatLeavesASelectionIsDeletedToItsReader() throws Exception {
    try (BufferedReader lines = api.watch(MAPS + "?watch=true&labelSelector=x%3D1")) {
      api.post(MAPS, map("other", "2"));
      api.post(MAPS, map("a", "1"));
      api.merge(MAPS + "/a", "{\"metadata\":{\"labels\":{\"x\":\"2\"}}}");
      api.merge(MAPS + "/a", "{\"metadata\":{\"labels\":{\"x\":\"1\"}}}");
      assertThat(said(next(lines))).isEqualTo("ADDED a");
      assertThat(said(next(lines))).isEqualTo("DELETED a");
      assertThat(said(next(lines))).isEqualTo("ADDED a");
    }
  }

  @Test
  void theEndOfWhatWasThereIsMarkedWhenAsked() throws Exception {
    api.post(MAPS, map("a", "1"));
    String target =
        MAPS
            + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    try (BufferedReader lines = api.watch(target)) {
      assertThat(said(next(lines))).isEqualTo("ADDED a");
      JsonNode bookmark = next(lines);
      assertThat(bookmark.path("type").asString()).isEqualTo("BOOKMARK");
      assertThat(
              bookmark
                  .path("object")
                  .path("metadata")
                  .path("annotations")
                  .path("k8s.io/initial-events-end")
                  .asString())
          .isEqualTo("true");
    }
  }

  @Test
  void aWatchEndsWhenItsTimeIsOver() throws Exception {
    try (BufferedReader lines = api.watch(MAPS + "?watch=true&timeoutSeconds=1")) {
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void aVersionThatIsForgottenOrUnknownIsGone() throws Exception {
    Reply future = api.get(MAPS + "?watch=true&resourceVersion=999999");
    assertThat(future.status()).isEqualTo(410);
    api.post(MAPS, map("a", "1"));
    for (int i = 0; i < 4_200; i++) {
      api.merge(MAPS + "/a", "{\"data\":{\"i\":\"" + i + "\"}}");
    }
    Reply old = api.get(MAPS + "?watch=true&resourceVersion=4");
    assertThat(old.status()).isEqualTo(410);
    assertThat(old.body().path("reason").asString()).isEqualTo("Expired");
  }

  @Test
  void manyWatchersSeeTheSame() throws Exception {
    List<BufferedReader> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(api.watch(MAPS + "?watch=true"));
    }
    api.post(MAPS, map("a", "1"));
    for (BufferedReader lines : all) {
      assertThat(said(next(lines))).isEqualTo("ADDED a");
      lines.close();
    }
  }

  @Test
  void oneWatcherTooManyIsRefused() throws Exception {
    ApiServerOptions.Limits few = new ApiServerOptions.Limits(1_000, 2_000, 4, 1, 100, 10);
    try (RunningApi small =
        new RunningApi(
            ApiServerOptions.of(null, Secret.of(RunningApi.TOKEN), List.of()).with(few))) {
      try (BufferedReader lines = small.watch(MAPS + "?watch=true")) {
        assertThat(small.get(MAPS + "?watch=true").status()).isEqualTo(429);
        small.post(MAPS, map("a", "1"));
        assertThat(said(next(lines))).isEqualTo("ADDED a");
      }
    }
  }

  @Test
  void objectsBodiesAndTheirNumberHaveLimits() throws Exception {
    ApiServerOptions.Limits few = new ApiServerOptions.Limits(1_000, 2_000, 4, 1, 100, 10);
    try (RunningApi small =
        new RunningApi(
            ApiServerOptions.of(null, Secret.of(RunningApi.TOKEN), List.of()).with(few))) {
      String large =
          map("a", "1").replace("}}}", "}},\"data\":{\"k\":\"" + "v".repeat(1_000) + "\"}}");
      assertThat(small.post(MAPS, large).status()).isEqualTo(413);
      assertThat(small.post(MAPS, large.replace("vvv", "v".repeat(9))).status()).isEqualTo(413);
      assertThat(small.post(MAPS, map("a", "1")).status()).isEqualTo(201);
      assertThat(small.post(MAPS, map("b", "1")).status()).isEqualTo(201);
      Reply refused = small.post(MAPS, map("c", "1"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.message()).contains("exceeded quota");
    }
  }

  @Test
  void aListComesInParts() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      api.post(MAPS, map(name, "1"));
    }
    JsonNode first = api.get(MAPS + "?limit=2").body();
    assertThat(first.path("items").size()).isEqualTo(2);
    assertThat(first.path("metadata").path("remainingItemCount").asInt()).isEqualTo(1);
    String token = first.path("metadata").path("continue").asString();
    JsonNode second = api.get(MAPS + "?limit=2&continue=" + token).body();
    assertThat(second.path("items").get(0).path("metadata").path("name").asString()).isEqualTo("c");
    assertThat(second.path("metadata").has("continue")).isFalse();
    assertThat(api.get(MAPS + "?continue=!").status()).isEqualTo(400);
  }
}
