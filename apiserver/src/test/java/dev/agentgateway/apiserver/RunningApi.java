package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.access.Certificates;
import dev.agentgateway.apiserver.access.Kubeconfig;
import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.http.Secret;
import dev.agentgateway.http.Server.Named;
import dev.agentgateway.http.Server.Port;
import dev.agentgateway.http.Server.ServerTls;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An API server on a port of this machine, and a client that knows its token.
final class RunningApi implements AutoCloseable {

  static final String TOKEN = "0123456789abcdef0123";

  private final Transport transport = Transport.open(TransportOptions.DEFAULT.withThreads(1));
  private final Certificates certificates = Certificates.generate(Instant.now());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting()).build();
  private final ApiServer server;
  private final Port port;

  /// An answer.
  record Reply(int status, ObjectNode body, List<String> warnings) {

    String message() {
      return body.path("message").asString();
    }
  }

  RunningApi(ApiServerOptions options) throws IOException {
    server = ApiServer.open(options);
    port =
        transport
            .server()
            .bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                server.handler(),
                new ServerTls(List.of(new Named("*", certificates.server()))));
  }

  static RunningApi start(String... definitions) throws IOException {
    return start(null, definitions);
  }

  static RunningApi start(@Nullable Path state, String... definitions) throws IOException {
    return new RunningApi(ApiServerOptions.of(state, Secret.of(TOKEN), List.of(definitions)));
  }

  /// Writes the file by which kubectl finds this server.
  Path kubeconfig(Path folder) throws IOException {
    Path file = folder.resolve("kubeconfig");
    new Kubeconfig(url(), certificates.authority(), Secret.of(TOKEN)).write(file);
    return file;
  }

  private SSLContext trusting() {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(certificates.authority().getBytes(UTF_8))));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  String url() {
    return "https://127.0.0.1:" + port.address().getPort();
  }

  Reply get(String target) throws IOException, InterruptedException {
    return send("GET", target, "application/json", "");
  }

  Reply post(String target, String body) throws IOException, InterruptedException {
    return send(
        "POST", target, body.startsWith("{") ? "application/json" : "application/yaml", body);
  }

  Reply put(String target, String body) throws IOException, InterruptedException {
    return send(
        "PUT", target, body.startsWith("{") ? "application/json" : "application/yaml", body);
  }

  Reply merge(String target, String body) throws IOException, InterruptedException {
    return send("PATCH", target, "application/merge-patch+json", body);
  }

  Reply apply(String target, String body) throws IOException, InterruptedException {
    return send("PATCH", target, "application/apply-patch+yaml", body);
  }

  Reply delete(String target) throws IOException, InterruptedException {
    return send("DELETE", target, "application/json", "");
  }

  Reply send(String method, String target, String type, String body)
      throws IOException, InterruptedException {
    return send(request(target).header("content-type", type).method(method, publisher(body)));
  }

  Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            request.timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(
        response.statusCode(), Json.ours(response.body()), response.headers().allValues("warning"));
  }

  /// Asks what a real server was asked.
  Exchange.Answer exchange(Exchange exchange) throws IOException, InterruptedException {
    HttpRequest request =
        OracleTest.request(URI.create(url() + exchange.target()), exchange)
            .header("authorization", "Bearer " + TOKEN)
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return exchange.normal(
        answer.statusCode(), answer.headers().allValues("warning"), answer.body());
  }

  private static HttpRequest.BodyPublisher publisher(String body) {
    return body.isEmpty()
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(body);
  }

  HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(url() + target))
        .header("authorization", "Bearer " + TOKEN);
  }

  /// The lines of a watch, read one by one.
  BufferedReader watch(String target) throws IOException, InterruptedException {
    HttpResponse<java.io.InputStream> response =
        client.send(request(target).build(), HttpResponse.BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
    transport.close();
  }

  /// Serves until its input ends, for trying things by hand.
  static void main(String[] arguments) throws IOException {
    List<String> definitions = new java.util.ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      definitions.add(java.nio.file.Files.readString(Path.of(arguments[i])));
    }
    long start = System.nanoTime();
    try (RunningApi api =
        start(
            arguments.length > 0 && !arguments[0].equals("-") ? Path.of(arguments[0]) : null,
            definitions.toArray(String[]::new))) {
      api.kubeconfig(Path.of(System.getProperty("kubeconfig.folder", ".")));
      System.out.println(api.url() + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
