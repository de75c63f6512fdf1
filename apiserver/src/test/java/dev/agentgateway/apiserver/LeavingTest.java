package dev.agentgateway.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.documents.Json;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// How objects go: at once, when all have acted, or with what they belong to.
@Timeout(30)
final class LeavingTest {

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

  private static String map(String name, String metadata) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"%s}}"
        .formatted(name, metadata);
  }

  private void awaitGone(BufferedReader lines, String name) throws Exception {
    while (true) {
      JsonNode event = Json.read(lines.readLine().getBytes(StandardCharsets.UTF_8)).tree();
      if (event.path("type").asString().equals("DELETED")
          && event.path("object").path("metadata").path("name").asString().equals(name)) {
        return;
      }
    }
  }

  @Test
  void finalizersHoldAnObjectUntilTheLastIsGone() throws Exception {
    api.post(MAPS, map("m", ",\"finalizers\":[\"example.com/x\"]"));
    assertThat(api.delete(MAPS + "/m").body().path("metadata").has("deletionTimestamp")).isTrue();
    assertThat(api.get(MAPS + "/m").status()).isEqualTo(200);
    api.merge(MAPS + "/m", "{\"metadata\":{\"finalizers\":null}}");
    assertThat(api.get(MAPS + "/m").status()).isEqualTo(404);
  }

  @Test
  void whatIsOwnedFollowsItsOwner() throws Exception {
    String uid = api.post(MAPS, map("owner", "")).body().path("metadata").path("uid").asString();
    String reference =
        ",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"owner\",\"uid\":\"%s\"}]"
            .formatted(uid);
    api.post(MAPS, map("owned", reference));
    try (BufferedReader lines = api.watch(MAPS + "?watch=true")) {
      api.delete(MAPS + "/owner");
      awaitGone(lines, "owned");
    }
  }

  @Test
  void orphansStay() throws Exception {
    String uid = api.post(MAPS, map("owner", "")).body().path("metadata").path("uid").asString();
    String reference =
        ",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"owner\",\"uid\":\"%s\"}]"
            .formatted(uid);
    api.post(MAPS, map("owned", reference));
    try (BufferedReader lines = api.watch(MAPS + "?watch=true")) {
      api.send("DELETE", MAPS + "/owner", "application/json", "{\"propagationPolicy\":\"Orphan\"}");
      awaitGone(lines, "owner");
    }
    assertThat(api.get(MAPS + "/owned").body().path("metadata").has("ownerReferences")).isFalse();
  }

  @Test
  void aNamespaceTakesItsContentAlong() throws Exception {
    api.post(
        "/api/v1/namespaces",
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"foo\"}}");
    api.post("/api/v1/namespaces/foo/configmaps", map("m", ""));
    try (BufferedReader lines = api.watch("/api/v1/namespaces?watch=true")) {
      assertThat(
              api.delete("/api/v1/namespaces/foo").body().path("status").path("phase").asString())
          .isEqualTo("Terminating");
      awaitGone(lines, "foo");
    }
    assertThat(api.get("/api/v1/namespaces/foo/configmaps").body().path("items").size()).isZero();
    assertThat(api.post("/api/v1/namespaces/foo/configmaps", map("m", "")).message())
        .isEqualTo("namespaces \"foo\" not found");
  }

  @Test
  void preconditionsHold() throws Exception {
    api.post(MAPS, map("m", ""));
    String body = "{\"preconditions\":{\"uid\":\"other\"}}";
    assertThat(api.send("DELETE", MAPS + "/m", "application/json", body).status()).isEqualTo(409);
    assertThat(api.get(MAPS + "/m").status()).isEqualTo(200);
  }

  @Test
  void aCollectionIsDeletedByItsLabels() throws Exception {
    api.post(MAPS, map("a", ",\"labels\":{\"x\":\"1\"}"));
    api.post(MAPS, map("b", ""));
    api.delete(MAPS + "?labelSelector=x%3D1");
    assertThat(api.get(MAPS).body().path("items").size()).isEqualTo(1);
  }
}
