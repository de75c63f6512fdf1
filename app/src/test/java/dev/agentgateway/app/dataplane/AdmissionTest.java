package dev.agentgateway.app.dataplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.Kubectl;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is let in at the port for data planes.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdmissionTest {

  private RunningController controller;
  private HttpClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    controller = new RunningController(folder);
    client = HttpClient.newBuilder().sslContext(trusting(controller.authorities())).build();
  }

  @AfterAll
  void stop() {
    if (controller != null) {
      client.shutdownNow();
      controller.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # namespace | account | audience     | asks for      | status
          default     | ours    | agentgateway | default/ours  | 200
          default     | ours    | agentgateway | default/other | 403
          default     | other   | agentgateway | default/ours  | 403
          kube-system | ours    | agentgateway | default/ours  | 403
          default     | ours    | other        | default/ours  | 401
          default     | ours    | agentgateway | ours          | 400
          default     | ours    | agentgateway | DEFAULT/ours  | 400
          """)
  void aTokenOpensTheStreamOfItsGateway(
      String namespace, String account, String audience, String asked, int status)
      throws Exception {
    String token = Files.readString(controller.token(namespace, account, audience));
    assertThat(ask("Bearer " + token, 1, asked)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"''", "Bearer", "Bearer x", "Basic YTpi"})
  void whoShowsNoTokenIsRefused(String authorization) throws Exception {
    long refused = controller.counts().refused();
    assertThat(ask(authorization, 1, "default/ours")).isEqualTo(401);
    assertThat(controller.counts().refused()).isEqualTo(refused + 1);
  }

  @Test
  void anotherProtocolIsRefusedWithWords() throws Exception {
    String token = Files.readString(controller.token("default", "ours", "agentgateway"));
    assertThat(ask("Bearer " + token, 9, "default/ours")).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /v1/report | {"gateway":"a/b","stream":"x","version":1} | 401
          POST | /v1/report | {"gateway":"a","version":1} | 400
          POST | /v1/report | {"gateway":"a/b"}           | 400
          POST | /v1/report | nothing                    | 400
          POST | /v1/stream | nothing                    | 400
          POST | /v1/stream | {"gateway":7}              | 400
          GET  | /v1/stream | ''                         | 405
          GET  | /metrics   | ''                         | 404
          """)
  void whatIsNotUnderstoodIsRefused(String method, String path, String body, int status)
      throws Exception {
    assertThat(send(method, path, "Bearer x", body).statusCode()).isEqualTo(status);
  }

  /// A report of a stream that another replica of the controller has is taken by whose it is.
  @ParameterizedTest
  @CsvSource({"ours, 204", "other, 403"})
  void aReportIsTakenOfWhoeverIsTheGateways(String account, int status) throws Exception {
    String token = Files.readString(controller.token("default", account, "agentgateway"));
    String report =
        """
        {"gateway":"default/ours","stream":"elsewhere","version":7,"refusals":[]}
        """;
    for (int i = 0; i < 2; i++) {
      assertThat(send("POST", "/v1/report", "Bearer " + token, report).statusCode())
          .isEqualTo(status);
    }
  }

  @Test
  void nothingButTlsIsSpoken() throws Exception {
    try (java.net.Socket socket =
        new java.net.Socket(
            java.net.InetAddress.getLoopbackAddress(), controller.port().address().getPort())) {
      socket.getOutputStream().write("POST /v1/stream HTTP/1.1\r\nhost: a\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .doesNotContain("HTTP/1.1");
    }
  }

  private int ask(String authorization, int protocol, String gateway) throws Exception {
    return send(
            "POST",
            "/v1/stream",
            authorization,
            "{\"protocol\":%d,\"gateway\":\"%s\",\"held\":{}}".formatted(protocol, gateway))
        .statusCode();
  }

  private HttpResponse<InputStream> send(
      String method, String path, String authorization, String body) throws Exception {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(URI.create(controller.url() + path))
                .header("authorization", authorization)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    response.body().close();
    return response;
  }

  private static SSLContext trusting(Path authorities) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "a",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authorities))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
