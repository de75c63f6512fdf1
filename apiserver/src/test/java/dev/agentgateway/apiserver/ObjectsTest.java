package dev.agentgateway.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.RunningApi.Reply;
import dev.agentgateway.apiserver.documents.Json;
import java.io.BufferedReader;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Objects of the core kinds, by HTTP.
final class ObjectsTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private static final String MAP =
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "data": {"a": "1"}}\
      """;

  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whatIsCreatedIsReadListedAndDeleted() throws Exception {
    Reply created = api.post(MAPS, MAP);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().path("metadata").path("uid").asString()).hasSize(36);

    assertThat(api.get(MAPS + "/m").body()).isEqualTo(created.body());
    assertThat(api.get(MAPS).body().path("items").get(0)).isEqualTo(created.body());
    assertThat(api.get("/api/v1/configmaps").body().path("items").size()).isEqualTo(1);

    Reply deleted = api.delete(MAPS + "/m");
    assertThat(deleted.body().path("status").asString()).isEqualTo("Success");
    assertThat(api.get(MAPS + "/m").message()).isEqualTo("configmaps \"m\" not found");
    assertThat(api.get(MAPS + "/m").status()).isEqualTo(404);
  }

  @Test
  void whoWritesWithAnOldVersionIsTold() throws Exception {
    String version = api.post(MAPS, MAP).body().path("metadata").path("resourceVersion").asString();
    assertThat(api.merge(MAPS + "/m", "{\"data\": {\"a\": \"2\"}}").status()).isEqualTo(200);
    String stale = MAP.replace("\"m\"", "\"m\", \"resourceVersion\": \"" + version + "\"");
    Reply refused = api.put(MAPS + "/m", stale);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.message())
        .isEqualTo(
            "Operation cannot be fulfilled on configmaps \"m\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
  }

  @Test
  void aWriteThatChangesNothingIsNone() throws Exception {
    Reply created = api.post(MAPS, MAP);
    assertThat(api.merge(MAPS + "/m", "{\"data\": {\"a\": \"1\"}}").body())
        .isEqualTo(created.body());
  }

  @Test
  void dryRunsLeaveNothing() throws Exception {
    assertThat(api.post(MAPS + "?dryRun=All", MAP).status()).isEqualTo(201);
    assertThat(api.get(MAPS + "/m").status()).isEqualTo(404);
    api.post(MAPS, MAP);
    Reply patched = api.merge(MAPS + "/m?dryRun=All", "{\"data\": {\"a\": \"2\"}}");
    assertThat(patched.body().path("data").path("a").asString()).isEqualTo("2");
    assertThat(api.get(MAPS + "/m").body().path("data").path("a").asString()).isEqualTo("1");
  }

  @Test
  void aWatchShowsWhatHappens() throws Exception {
    String from = api.get(MAPS).body().path("metadata").path("resourceVersion").asString();
    try (BufferedReader lines = api.watch(MAPS + "?watch=true&resourceVersion=" + from)) {
      api.post(MAPS, MAP);
      api.merge(MAPS + "/m", "{\"data\": {\"a\": \"2\"}}");
      api.delete(MAPS + "/m");
      for (String type : List.of("ADDED", "MODIFIED", "DELETED")) {
        JsonNode event =
            Json.read(lines.readLine().getBytes(java.nio.charset.StandardCharsets.UTF_8)).tree();
        assertThat(event.path("type").asString()).isEqualTo(type);
        assertThat(event.path("object").path("metadata").path("name").asString()).isEqualTo("m");
      }
    }
  }

  @Test
  void appliedFieldsHaveOwners() throws Exception {
    String stated = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {a: 'X'}\n";
    String target = MAPS + "/m?fieldManager=";
    assertThat(api.apply(target + "one", stated.replace("X", "1")).status()).isEqualTo(201);
    Reply conflict = api.apply(target + "two", stated.replace("X", "2"));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.message())
        .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.a");
    assertThat(api.apply(target + "two&force=true", stated.replace("X", "2")).status())
        .isEqualTo(200);
    Reply dropped = api.apply(target + "two", stated.replace("a: 'X'", "b: '3'"));
    assertThat(dropped.body().path("data").toString()).isEqualTo("{\"b\":\"3\"}");
  }

  @Test
  void withoutTheTokenThereIsNothingButHealth() throws Exception {
    for (String token : List.of("", "Bearer wrong", "Basic " + RunningApi.TOKEN)) {
      HttpRequest.Builder request = api.request(MAPS).setHeader("authorization", token);
      assertThat(api.send(request).status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # body                                                                        | status | message
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{}}                          | 422 | ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required
          {"apiVersion":"v1","kind":"Secret","metadata":{"name":"m"}}                   | 400 | the kind in the data (Secret) does not match the expected kind (ConfigMap)
          {"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"m"}}                | 400 | the API version in the data (v2) does not match the expected API version (v1)
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m","namespace":"x"}} | 400 | the namespace of the provided object does not match the namespace sent on the request
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m"},"x":1}          | 400 | ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "x"
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m"},"data":{"a":1}} | 400 | ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal into Go struct field ConfigMap.data.a: Invalid value: "integer": data.a in body must be of type string: "integer"
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m"},"data":{"a":"1","a":"2"}} | 400 | ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "data.a"
          """)
  void whatCannotBeIsRefusedInAClustersWords(String body, int status, String message)
      throws Exception {
    Reply refused = api.post(MAPS + "?fieldValidation=Strict", body);
    assertThat(refused.message()).isEqualTo(message);
    assertThat(refused.status()).isEqualTo(status);
  }

  @Test
  void unknownFieldsAreWarnedOfUnlessAsked() throws Exception {
    Reply warned = api.post(MAPS, MAP.replace("\"data\"", "\"x\": 1, \"data\""));
    assertThat(warned.status()).isEqualTo(201);
    assertThat(warned.warnings()).containsExactly("299 - \"unknown field \\\"x\\\"\"");
    assertThat(warned.body().has("x")).isFalse();
  }
}
