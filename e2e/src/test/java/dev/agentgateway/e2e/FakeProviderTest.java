package dev.agentgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.RawClient;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `agentgateway fake-provider` is a provider to anybody.
final class FakeProviderTest {

  @TempDir private Path folder;

  @Test
  void theFakeModelsAnswer() {
    try (GatewayProcess fake =
        GatewayProcess.start(Map.of(), List.of("fake-provider", "--listen", "127.0.0.1:0"))) {
      fake.said(line -> line.startsWith("listening on http://127.0.0.1:"));
      assertThat(RawClient.get(fake.port(), "/v1/models").text()).contains("fake-echo");
    }
  }

  @Test
  void theCertificateThatIsWrittenIsTheOneThatIsShown() throws Exception {
    Path authority = folder.resolve("ca.pem");
    try (GatewayProcess fake =
        GatewayProcess.start(
            Map.of(),
            List.of(
                "fake-provider",
                "--listen",
                "127.0.0.1:0",
                "--tls",
                "--ca-out",
                authority.toString()))) {
      fake.said(line -> line.startsWith("listening on https://127.0.0.1:"));
      HttpClient client = HttpClient.newBuilder().sslContext(trusting(authority)).build();
      for (String host : List.of("localhost", "127.0.0.1")) {
        URI uri = URI.create("https://%s:%d/v1/models".formatted(host, fake.port()));
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("fake-echo");
      }
    }
  }

  private static SSLContext trusting(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "own",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Files.readString(authority).getBytes(UTF_8))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @ValueSource(strings = {"4010", "somewhere:4010", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:x"})
  void anOddAddressIsWrongUsage(String address) throws Exception {
    GatewayProcess fake =
        GatewayProcess.start(Map.of(), List.of("fake-provider", "--listen", address));
    assertThat(fake.awaitExit()).isEqualTo(2);
    assertThat(fake.written()).contains("--listen: " + address + " (expected: ADDRESS:PORT)");
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    try (GatewayProcess first =
        GatewayProcess.start(Map.of(), List.of("fake-provider", "--listen", "127.0.0.1:0"))) {
      first.said(line -> line.startsWith("listening on"));
      GatewayProcess second =
          GatewayProcess.start(
              Map.of(), List.of("fake-provider", "--listen", "127.0.0.1:" + first.port()));
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.written().strip().lines()).hasSize(1);
      assertThat(second.written()).contains("cannot be used", "--listen");
    }
  }
}
