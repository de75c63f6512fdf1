package dev.agentgateway.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A gateway in a process of its own, as a user starts it.
///
/// Its classes are those of this process, or, where the system property `agentgateway.jar` names
/// the built program, that program alone: so the clients of others keep their own libraries.
public final class GatewayProcess implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("listening on https?://[^ ]*:(\\d+)(?: for port (\\d+))?");
  private static final Pattern ADMIN = Pattern.compile("admin on http://[^ ]*:(\\d+)/");
  private static final Pattern METRICS = Pattern.compile("metrics on http://[^ ]*:(\\d+)/metrics");
  private static final Pattern PROVIDERS = Pattern.compile(".*_(API_KEY|AUTH_TOKEN|BASE_URL)");
  private static final long SECONDS_MAX = 30;

  private final Process process;
  private final Lines out;
  private final Lines err;

  private GatewayProcess(Process process) {
    this.process = process;
    this.out = new Lines(process.getInputStream());
    this.err = new Lines(process.getErrorStream());
  }

  /// Starts on a folder with any ports in place of 8080, 8443, admin's, metrics' and readiness',
  /// and returns when it is ready.
  public static GatewayProcess run(
      Path resources, Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", "-f", resources.toString()));
    arguments.addAll(List.of("--map-port", "8080=0", "--map-port", "8443=0"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--bind", "127.0.0.1", "--admin-port", "0", "--metrics-port", "0"));
    arguments.addAll(List.of("--readiness-port", "0"));
    GatewayProcess gateway = start(environment, arguments);
    gateway.err.await(line -> ADMIN.matcher(line).find());
    return gateway;
  }

  /// Starts without files, with any ports, and returns when it is ready. It serves an API when
  /// options say where that keeps what is applied.
  public static GatewayProcess runWithoutFiles(Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--port", "0", "--admin-port", "0", "--metrics-port", "0"));
    arguments.addAll(List.of("--readiness-port", "0"));
    if (!arguments.contains("--state") && !arguments.contains("--ephemeral")) {
      arguments.add("--no-api");
    }
    GatewayProcess gateway = start(environment, arguments);
    gateway.err.await(line -> ADMIN.matcher(line).find());
    return gateway;
  }

  /// Starts the program with these arguments and nothing else.
  public static GatewayProcess start(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("agentgateway.jar", System.getProperty("java.class.path", "")),
            "dev.agentgateway.app.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> PROVIDERS.matcher(name).matches());
    // Nothing listens there, whatever this machine has.
    builder.environment().put("OLLAMA_HOST", "127.0.0.1:1");
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new GatewayProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException("java could not be started", e);
    }
  }

  /// The port on which the one Gateway listens.
  public int port() {
    return number(LISTENING, 1);
  }

  /// Where a Gateway's port is in fact.
  public int port(int named) {
    for (String line : err.all()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find() && Integer.toString(named).equals(matcher.group(2))) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new AssertionError("nothing listens for port " + named + ":\n" + err.text());
  }

  public int adminPort() {
    return number(ADMIN, 1);
  }

  public int metricsPort() {
    return number(METRICS, 1);
  }

  /// Waits for a line of the access log.
  public String logLine(Predicate<String> wanted) {
    return out.await(wanted);
  }

  /// Waits for a line that is said about the process itself.
  public String said(Predicate<String> wanted) {
    return err.await(wanted);
  }

  /// Everything that the process has written.
  public String written() {
    return out.text() + err.text();
  }

  /// Waits until it listens on a port, which it need not say.
  public boolean awaitOpen(int port) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    while (System.nanoTime() < deadline) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
      } catch (IOException notYet) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
    }
    return false;
  }

  /// What it wrote on its output, once it has ended.
  public String output() throws InterruptedException, TimeoutException {
    awaitExit();
    return out.text();
  }

  /// Bytes of memory that it occupies now.
  public long residentBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
      throw new AssertionError("no memory is told of the process");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks it to end as a cluster does.
  public void terminate() {
    process.toHandle().destroy(); // Process.destroy would close the outputs too
  }

  public int awaitExit() throws InterruptedException, TimeoutException {
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new TimeoutException("still running:\n" + written());
    }
    out.awaitEnd();
    err.awaitEnd();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private int number(Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(err.text());
    if (!matcher.find()) {
      throw new AssertionError("no line like " + pattern + ":\n" + written());
    }
    return Integer.parseInt(matcher.group(group));
  }

  /// Lines of one output, read as they come.
  private static final class Lines {

    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean isEnded;

    Lines(InputStream from) {
      Thread.startVirtualThread(() -> read(from));
    }

    private void read(InputStream from) {
      try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        add("(" + e.getMessage() + ")");
      } finally {
        ended();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void ended() {
      isEnded = true;
      notifyAll();
      end.countDown();
    }

    synchronized List<String> all() {
      return List.copyOf(lines);
    }

    String text() {
      return String.join("\n", all()) + "\n";
    }

    synchronized String await(Predicate<String> wanted) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
      int seen = 0;
      while (true) {
        for (; seen < lines.size(); seen++) {
          if (wanted.test(lines.get(seen))) {
            return lines.get(seen);
          }
        }
        long left = deadline - System.nanoTime();
        if (isEnded || left <= 0) {
          throw new AssertionError("no such line came:\n" + text());
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted", e);
        }
      }
    }

    void awaitEnd() throws InterruptedException {
      if (!end.await(SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new AssertionError("an output stayed open");
      }
    }
  }
}
