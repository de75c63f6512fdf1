package dev.agentgateway.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.RunningApi.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Tokens of service accounts, made and reviewed.
final class TokensTest {

  private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";

  private static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},
       "spec":{"containers":[{"name":"c","image":"i"}]}}
      """;

  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = RunningApi.start();
    api.post(
        ACCOUNTS,
        """
        {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"a"}}
        """);
    assertThat(api.post(PODS, POD).status()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String token(String spec) throws Exception {
    Reply made = api.post(ACCOUNTS + "/a/token", "{\"spec\":" + spec + "}");
    assertThat(made.status()).as(made.message()).isEqualTo(201);
    return made.body().path("status").path("token").asString();
  }

  private JsonNode review(String token, String audience) throws IOException, InterruptedException {
    Reply reviewed =
        api.post(
            REVIEWS,
            "{\"spec\":{\"token\":\"%s\",\"audiences\":[\"%s\"]}}".formatted(token, audience));
    assertThat(reviewed.status()).isEqualTo(201);
    return reviewed.body().path("status");
  }

  @Test
  void aTokenSaysWhoseItIs() throws Exception {
    JsonNode status = review(token("{\"audiences\":[\"us\",\"them\"]}"), "us");
    assertThat(status.path("authenticated").asBoolean()).isTrue();
    assertThat(status.path("user").path("username").asString())
        .isEqualTo("system:serviceaccount:default:a");
    assertThat(status.path("audiences").toString()).isEqualTo("[\"us\"]");
  }

  @Test
  void aBoundTokenSaysItsPodAndEndsWithIt() throws Exception {
    String token =
        token(
            """
            {"audiences":["us"],"boundObjectRef":{"kind":"Pod","apiVersion":"v1","name":"p"}}
            """);
    JsonNode user = review(token, "us").path("user");
    assertThat(user.path("extra").path("authentication.kubernetes.io/pod-name").path(0).asString())
        .isEqualTo("p");
    api.delete(PODS + "/p");
    assertThat(api.post(PODS, POD).status()).isEqualTo(201);
    assertThat(review(token, "us").path("authenticated").asBoolean(false)).isFalse();
  }

  @Test
  void aTokenEndsWithItsAccount() throws Exception {
    String token = token("{\"audiences\":[\"us\"]}");
    api.delete(ACCOUNTS + "/a");
    assertThat(review(token, "us").path("authenticated").asBoolean(false)).isFalse();
  }

  @Test
  void aTokenIsForItsAudience() throws Exception {
    assertThat(review(token("{\"audiences\":[\"us\"]}"), "them").path("error").asString())
        .contains("audiences");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.AAAA"})
  void whatIsNoTokenIsNotKnown(String token) throws Exception {
    assertThat(review(token, "us").path("authenticated").asBoolean(false)).isFalse();
  }

  @Test
  void aChangedTokenIsNotKnown() throws Exception {
    String token = token("{\"audiences\":[\"us\"]}");
    String other = token("{\"audiences\":[\"them\"]}");
    String mixed =
        other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    assertThat(review(mixed, "them").path("authenticated").asBoolean(false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"expirationSeconds\":5}",
        "{\"boundObjectRef\":{\"kind\":\"Pod\",\"name\":\"nobody\"}}",
        "{\"boundObjectRef\":{\"kind\":\"Secret\",\"name\":\"p\"}}"
      })
  void whatCannotBeMadeIsRefused(String spec) throws Exception {
    assertThat(api.post(ACCOUNTS + "/a/token", "{\"spec\":" + spec + "}").status())
        .isBetween(400, 404);
  }

  @Test
  void nobodyHasNoToken() throws Exception {
    assertThat(api.post(ACCOUNTS + "/nobody/token", "{\"spec\":{}}").status()).isEqualTo(404);
  }
}
