package dev.agentgateway.kubernetes.subscription;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.kubernetes.distribution.wire.Ask;
import dev.agentgateway.kubernetes.distribution.wire.Report;
import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// One connection to the controller: its stream, and reports beside it.
final class Connection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long ANSWER_SECONDS = 20;
  private static final int WORDS_MAX = 300;

  private final SubscriptionOptions options;
  private final String token;
  private final HttpClient client;

  private Connection(SubscriptionOptions options, String token, HttpClient client) {
    this.options = options;
    this.token = token;
    this.client = client;
  }

  /// Reads token and authorities as they are now.
  static Connection prepare(SubscriptionOptions options) throws IOException {
    String token = Files.readString(options.token(), US_ASCII).strip();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(trusting(options.authorities()))
            .build();
    return new Connection(options, token, client);
  }

  InputStream stream(Ask ask) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        send(Wire.STREAM_PATH, ask.bytes(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream in = response.body()) {
        String words = new String(in.readNBytes(WORDS_MAX), UTF_8).strip();
        throw new IOException("it answers %d: %s".formatted(response.statusCode(), words));
      }
    }
    return response.body();
  }

  void report(Report report) throws IOException, InterruptedException {
    HttpResponse<String> response = send(Wire.REPORT_PATH, report.bytes(), BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw new IOException(
          "it answers %d to a report: %s".formatted(response.statusCode(), response.body()));
    }
  }

  private <T> HttpResponse<T> send(String path, byte[] body, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(options.controller().resolve(path))
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.sendAsync(request, handler).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String words = cause.getMessage();
      throw new IOException(words == null ? cause.getClass().getSimpleName() : words, cause);
    } catch (TimeoutException e) {
      throw new IOException("no answer for " + ANSWER_SECONDS + " s", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the token cannot be sent", e);
    }
  }

  private static SSLContext trusting(Path authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      byte[] pem = Files.readAllBytes(authorities);
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        store.setCertificateEntry("authority" + count++, each);
      }
      if (count == 0) {
        throw new IOException(authorities + " holds no PEM certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(authorities + " cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
