package dev.agentgateway.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.RunningApi.Reply;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Kinds that come from definitions.
final class DefinitionsTest {

  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static final String BOATS = "/apis/example.com/v1/namespaces/default/boats";

  static final String BOAT =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: boats.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {kind: Boat, plural: boats, shortNames: [bt]}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          additionalPrinterColumns:
          - {name: Length, type: integer, jsonPath: .spec.length}
          - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
          schema:
            openAPIV3Schema:
              type: object
              required: [spec]
              properties:
                spec:
                  type: object
                  required: [length]
                  x-kubernetes-validations:
                  - {rule: "self.length < 100 || self.kind == 'ship'", message: a long boat is a ship}
                  - {rule: "self.length >= oldSelf.length", message: boats do not shrink}
                  properties:
                    length: {type: integer, minimum: 1, maximum: 400}
                    kind: {type: string, enum: [boat, ship], default: boat}
                    name: {type: string, minLength: 2, maxLength: 8, pattern: '^[a-z]*$'}
                    draught: {x-kubernetes-int-or-string: true}
                    extra: {type: object, x-kubernetes-preserve-unknown-fields: true}
                    crew:
                      type: array
                      maxItems: 2
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name]
                      items:
                        type: object
                        required: [name]
                        properties: {name: {type: string}, rank: {type: string}}
                status: {type: object, x-kubernetes-preserve-unknown-fields: true}
        - {name: v1beta1, served: true, storage: false, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
      """;

  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start();
    assertThat(api.post(DEFINITIONS, BOAT).status()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static String boat(String spec) {
    return "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Boat\",\"metadata\":{\"name\":\"b\"},\"spec\":"
        + spec
        + "}";
  }

  @Test
  void aDefinitionIsEstablishedAndServedAtOnce() throws Exception {
    JsonNode status = api.get(DEFINITIONS + "/boats.example.com").body().path("status");
    assertThat(status.path("conditions").toString()).contains("Established", "NamesAccepted");
    assertThat(status.path("storedVersions").toString()).isEqualTo("[\"v1\"]");
    assertThat(api.get("/apis/example.com/v1").body().path("resources").toString())
        .contains("boats/status", "\"bt\"");
    assertThat(api.get("/openapi/v3").body().path("paths").has("apis/example.com/v1")).isTrue();
  }

  @Test
  void whatCameWithTheProgramGivesWayToWhatIsApplied() throws Exception {
    String other = BOAT.replace(", shortNames: [bt]", "").replace("maximum: 400", "maximum: 300");
    try (RunningApi founded = RunningApi.start(BOAT)) {
      String target = DEFINITIONS + "/boats.example.com?fieldManager=";
      founded.post(BOATS, boat("{\"length\": 5}"));
      Reply applied = founded.apply(target + "kubectl", other);
      assertThat(applied.status()).as(applied.message()).isEqualTo(200);
      assertThat(applied.body().path("spec").path("names").has("shortNames")).isFalse();
      assertThat(applied.body().path("metadata").toString()).doesNotContain("installed");
      assertThat(founded.get(BOATS + "/b").status()).isEqualTo(200);
      assertThat(
              founded
                  .post(
                      BOATS,
                      boat("{\"length\": 350, \"kind\": \"ship\"}").replace("\"b\"", "\"c\""))
                  .message())
          .contains("less than or equal to 300");
      Reply conflicting = founded.apply(target + "somebody", BOAT);
      assertThat(conflicting.status()).isEqualTo(409);
      assertThat(conflicting.message()).contains("conflict with \"kubectl\"");
    }
  }

  @Test
  void objectsAreDefaultedPrunedAndCounted() throws Exception {
    Reply made = api.post(BOATS, boat("{\"length\": 5, \"sail\": 1, \"extra\": {\"any\": [1]}}"));
    assertThat(made.body().path("spec").toString())
        .isEqualTo("{\"length\":5,\"extra\":{\"any\":[1]},\"kind\":\"boat\"}");
    assertThat(made.body().path("metadata").path("generation").asInt()).isEqualTo(1);
    Reply status =
        api.merge(BOATS + "/b/status", "{\"status\": {\"x\": 1}, \"spec\": {\"length\": 9}}");
    assertThat(status.body().path("spec").path("length").asInt()).isEqualTo(5);
    assertThat(status.body().path("metadata").path("generation").asInt()).isEqualTo(1);
    Reply spec = api.merge(BOATS + "/b", "{\"status\": {\"x\": 2}, \"spec\": {\"length\": 9}}");
    assertThat(spec.body().path("status").path("x").asInt()).isEqualTo(1);
    assertThat(spec.body().path("metadata").path("generation").asInt()).isEqualTo(2);
  }

  @Test
  void allVersionsShowTheSameObject() throws Exception {
    api.post(BOATS, boat("{\"length\": 5}"));
    Reply other = api.get(BOATS.replace("/v1/", "/v1beta1/") + "/b");
    assertThat(other.body().path("apiVersion").asString()).isEqualTo("example.com/v1beta1");
    assertThat(other.body().path("spec").path("length").asInt()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # spec                              | what is wrong
          {}                                  | spec.length: Required value
          null                                | spec: Required value
          {"length": null}                    | spec.length: Required value
          {"length": 0}                       | spec.length: Invalid value: 0: spec.length in body should be greater than or equal to 1
          {"length": 401}                     | spec.length: Invalid value: 401: spec.length in body should be less than or equal to 400
          {"length": "5"}                     | spec.length: Invalid value: "string": spec.length in body must be of type integer: "string"
          {"length": 1.5}                     | spec.length: Invalid value: "number": spec.length in body must be of type integer: "number"
          {"length": 5, "kind": "car"}        | spec.kind: Unsupported value: "car": supported values: "boat", "ship"
          {"length": 5, "name": "a"}          | spec.name: Invalid value: "a": spec.name in body should be at least 2 chars long
          {"length": 5, "name": "abcdefghi"}  | spec.name: Too long: may not be more than 8 bytes
          {"length": 5, "name": "AB"}         | spec.name: Invalid value: "AB": spec.name in body should match '^[a-z]*$'
          {"length": 5, "draught": true}      | spec.draught: Invalid value: "boolean": spec.draught in body must be of type integer,string: "boolean"
          {"length": 5, "crew": [{}]}         | spec.crew[0].name: Required value
          {"length": 5, "crew": [{"name":"a"},{"name":"a"}]} | spec.crew[1]: Duplicate value: {"name":"a"}
          {"length": 5, "crew": [{"name":"a"},{"name":"b"},{"name":"c"}]} | spec.crew: Too many: 3: must have at most 2 items
          {"length": 200}                     | spec: Invalid value: a long boat is a ship
          """)
  void whatIsWrongIsSaidInAClustersWords(String spec, String words) throws Exception {
    Reply refused = api.post(BOATS, boat(spec));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).startsWith("Boat.example.com \"b\" is invalid: ").contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"length": 5}
          {"length": 200, "kind": "ship"}
          {"length": 5, "draught": 1}
          {"length": 5, "crew": null}
          {"length": 5, "draught": "2m"}
          {"length": 5, "crew": [{"name":"a"},{"name":"b"}]}
          """)
  void whatIsRightIsTaken(String spec) throws Exception {
    assertThat(api.post(BOATS, boat(spec)).status()).isEqualTo(201);
  }

  @Test
  void rulesOfTransitionHoldForUpdatesOnly() throws Exception {
    api.post(BOATS, boat("{\"length\": 5}"));
    assertThat(api.merge(BOATS + "/b", "{\"spec\": {\"length\": 6}}").status()).isEqualTo(200);
    assertThat(api.merge(BOATS + "/b", "{\"spec\": {\"length\": 5}}").message())
        .contains("boats do not shrink");
  }

  @Test
  void whatASchemaRefusesSinceIsKeptUntilItIsChanged() throws Exception {
    api.post(BOATS, boat("{\"length\": 50, \"name\": \"ab\"}"));
    Reply stricter =
        api.send(
            "PATCH",
            DEFINITIONS + "/boats.example.com",
            "application/json-patch+json",
            "[{\"op\":\"replace\",\"path\":\"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/name/pattern\",\"value\":\"^c*$\"}]");
    assertThat(stricter.status()).isEqualTo(200);
    assertThat(api.merge(BOATS + "/b", "{\"spec\": {\"length\": 51}}").status()).isEqualTo(200);
    assertThat(api.merge(BOATS + "/b", "{\"spec\": {\"name\": \"dd\"}}").status()).isEqualTo(422);
  }

  @Test
  void tablesHaveTheColumnsOfTheDefinition() throws Exception {
    api.post(BOATS, boat("{\"length\": 5}"));
    HttpRequest.Builder request =
        api.request(BOATS)
            .header("accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
    JsonNode table = api.send(request).body();
    assertThat(table.path("kind").asString()).isEqualTo("Table");
    assertThat(table.path("rows").get(0).path("cells").toString()).isEqualTo("[\"b\",5,null]");
    assertThat(table.path("rows").get(0).path("object").path("kind").asString())
        .isEqualTo("PartialObjectMetadata");
  }

  @Test
  void withItsDefinitionAKindAndItsObjectsGo() throws Exception {
    api.post(BOATS, boat("{\"length\": 5}"));
    assertThat(api.delete(DEFINITIONS + "/boats.example.com").status()).isEqualTo(200);
    assertThat(api.get(BOATS).status()).isEqualTo(404);
    api.post(DEFINITIONS, BOAT);
    assertThat(api.get(BOATS).body().path("items").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # replace                  | by                      | words
          name: boats.example.com    | name: boat.example.com  | must be spec.names.plural+"."+spec.group
          storage: true              | storage: false          | must have exactly one version marked as storage version
          self.length < 100          | self.length <           | compilation failed
          """)
  void aDefinitionThatCannotBeServedIsRefused(String part, String by, String words)
      throws Exception {
    api.delete(DEFINITIONS + "/boats.example.com");
    Reply refused = api.post(DEFINITIONS, BOAT.replace(part, by));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).contains(words);
  }

  @Test
  void definitionsFromTheStartStayAsAUserChangedThem(@TempDir Path folder) throws Exception {
    String newer = BOAT.replace("maximum: 400", "maximum: 500");
    String path = DEFINITIONS + "/boats.example.com";
    try (RunningApi first = RunningApi.start(folder, BOAT)) {
      assertThat(first.post(BOATS, boat("{\"length\": 5}")).status()).isEqualTo(201);
    }
    try (RunningApi updated = RunningApi.start(folder, newer)) {
      assertThat(updated.get(path).body().toString()).contains("\"maximum\":500");
      assertThat(updated.get(BOATS).body().path("items").size()).isEqualTo(1);
      updated.merge(path, "{\"metadata\": {\"labels\": {\"mine\": \"yes\"}}}");
    }
    try (RunningApi kept = RunningApi.start(folder, BOAT)) {
      assertThat(kept.get(path).body().toString()).contains("\"maximum\":500");
    }
  }
}
