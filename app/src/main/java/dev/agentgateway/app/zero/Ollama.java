package dev.agentgateway.app.zero;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Looks for an Ollama, for a bounded time, beside whatever else is done.
final class Ollama {

  static final int DEFAULT_PORT = 11_434;

  /// Until something takes the connection. Nothing listens on most machines, and they start at
  /// once.
  private static final int CONNECT_MILLIS_MAX = 200;

  /// Until what listens there has said what it is.
  private static final int ANSWER_MILLIS_MAX = 1000;

  private static final int ANSWER_BYTES_MAX = 4096;

  private static final String WORDS = "Ollama is running";

  private final CompletableFuture<@Nullable String> answer = new CompletableFuture<>();

  private Ollama() {}

  /// Begins to look.
  static Ollama look(Map<String, String> environment) {
    Ollama ollama = new Ollama();
    String address = address(environment.getOrDefault("OLLAMA_HOST", "").strip());
    Thread.startVirtualThread(
        () -> ollama.answer.complete(address != null && answers(address) ? address : null));
    return ollama;
  }

  /// Its address, `http://HOST:PORT`; null when nothing answered by now or soon.
  @Nullable String found() {
    try {
      return answer.get(CONNECT_MILLIS_MAX + ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException nobody) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /// What OLLAMA_HOST means to Ollama itself: a host, a port, or both, with or without a scheme.
  static @Nullable String address(String written) {
    String host = written.isEmpty() ? "127.0.0.1" : written;
    boolean hasScheme = host.contains("://");
    try {
      String whole = host.startsWith(":") ? "0.0.0.0" + host : host;
      URI uri = URI.create(hasScheme ? whole : "http://" + whole);
      if (uri.getHost() == null || !"http".equals(uri.getScheme())) {
        return null;
      }
      String name = uri.getHost().equals("0.0.0.0") ? "127.0.0.1" : uri.getHost();
      int port = uri.getPort() > 0 ? uri.getPort() : hasScheme ? 80 : DEFAULT_PORT;
      return "http://" + name + ":" + port;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /// Ollama answers `GET /` with the words `Ollama is running`.
  private static boolean answers(String address) {
    URI uri = URI.create(address);
    String host = uri.getHost().replace("[", "").replace("]", "");
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, uri.getPort()), CONNECT_MILLIS_MAX);
      socket.setSoTimeout(ANSWER_MILLIS_MAX);
      String request =
          "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(uri.getAuthority());
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      byte[] read = new byte[ANSWER_BYTES_MAX];
      int size = 0;
      String said = "";
      while (!said.contains(WORDS)) {
        int more = socket.getInputStream().read(read, size, read.length - size);
        if (more <= 0) {
          return false;
        }
        size += more;
        said = new String(read, 0, size, US_ASCII);
      }
      return said.startsWith("HTTP/1.");
    } catch (IOException nobody) {
      return false;
    }
  }
}
