package dev.agentgateway.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.RunningApi.Reply;
import dev.agentgateway.http.Secret;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many watchers, slow ones, many objects, many requests.
@Timeout(240)
final class LimitsTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int WATCHERS = 200;
  private static final int OBJECTS = 10_000;

  @Test
  void twoHundredWatchersHearOfEachChange() throws Exception {
    try (RunningApi api = RunningApi.start()) {
      List<BufferedReader> all = new ArrayList<>();
      for (int i = 0; i < WATCHERS; i++) {
        all.add(api.watch(MAPS + "?watch=true"));
      }
      for (int i = 0; i < 20; i++) {
        api.post(MAPS, map("n" + i, ""));
      }
      for (BufferedReader lines : all) {
        for (int i = 0; i < 20; i++) {
          assertThat(name(lines)).isEqualTo("n" + i);
        }
      }
    }
  }

  /// What nobody reads is held neither in memory without end nor before the others.
  @Test
  void aWatcherThatDoesNotReadDelaysNobody() throws Exception {
    try (RunningApi api = RunningApi.start()) {
      BufferedReader silent = api.watch(MAPS + "?watch=true");
      BufferedReader quick = api.watch(MAPS + "?watch=true");
      String text = "v".repeat(20_000);
      for (int i = 0; i < 2_000; i++) {
        assertThat(api.post(MAPS, map("n" + i, text)).status()).isEqualTo(201);
        assertThat(name(quick)).isEqualTo("n" + i);
      }
      assertThat(name(silent)).isEqualTo("n0");
    }
  }

  @Test
  void tenThousandObjectsAreListedInPartsAndFoundByTheirLabels() throws Exception {
    try (RunningApi api = unhurried()) {
      for (int i = 0; i < OBJECTS; i++) {
        assertThat(api.post(MAPS, map("n" + i, "")).status()).isEqualTo(201);
      }
      int seen = 0;
      String next = "";
      do {
        JsonNode page = api.get(MAPS + "?limit=500" + next).body();
        seen += page.path("items").size();
        String token = page.path("metadata").path("continue").asString("");
        next = token.isEmpty() ? "" : "&continue=" + token;
      } while (!next.isEmpty());
      assertThat(seen).isEqualTo(OBJECTS);
      assertThat(api.get(MAPS + "?labelSelector=of%3Dn7").body().path("items").size()).isEqualTo(1);
      try (BufferedReader watch = api.watch(MAPS + "?watch=true&labelSelector=of%3Dlast")) {
        api.post(MAPS, map("last", ""));
        assertThat(name(watch)).isEqualTo("last");
      }
    }
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    ApiServerOptions.Limits few = new ApiServerOptions.Limits(1_000, 2_000, 10, 10, 1, 10);
    try (RunningApi api = with(few)) {
      Reply last = api.get(MAPS);
      for (int i = 0; i < 50 && last.status() == 200; i++) {
        last = api.get(MAPS);
      }
      assertThat(last.status()).isEqualTo(429);
      assertThat(last.body().path("reason").asString()).isEqualTo("TooManyRequests");
    }
  }

  private static RunningApi unhurried() throws Exception {
    return with(
        new ApiServerOptions.Limits(1_572_864, 3 * 1_048_576, 50_000, 1_000, 1_000_000, 256));
  }

  private static RunningApi with(ApiServerOptions.Limits limits) throws Exception {
    return new RunningApi(
        ApiServerOptions.of(null, Secret.of(RunningApi.TOKEN), List.of()).with(limits));
  }

  private static String map(String name, String text) {
    return "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"of\":\"%s\"}},\"data\":{\"a\":\"%s\"}}"
        .formatted(name, name, text);
  }

  private static String name(BufferedReader lines) throws Exception {
    JsonNode event = JsonMapper.shared().readTree(lines.readLine());
    assertThat(event.path("type").asString()).isEqualTo("ADDED");
    return event.path("object").path("metadata").path("name").asString();
  }
}
