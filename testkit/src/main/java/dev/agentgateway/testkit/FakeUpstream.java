package dev.agentgateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server on a real port of 127.0.0.1 that answers as told and keeps what it was asked.
///
/// ```java
/// try (FakeUpstream upstream = FakeUpstream.start()) {
///   upstream.enqueue(Answer.json(200, "{}"));
///   …
///   assertThat(upstream.take().path()).isEqualTo("/v1/messages");
/// }
/// ```
///
/// Answers that were enqueued go first, one a request; then those of [#answering]; then the fake
/// models of `llm.fake`. What a client did against HTTP/1.1 is in [#problems].
public final class FakeUpstream implements AutoCloseable {

  private static final Duration TAKE_LIMIT = Duration.ofSeconds(10);

  private final ServerSocket listener;
  private final @Nullable TestCertificates certificates;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<Answer> queued = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Received> untaken = new LinkedBlockingQueue<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final AtomicLong connections = new AtomicLong();
  private volatile Function<Received, Answer> answers = new FakeAnswers()::answer;

  private FakeUpstream(@Nullable TestCertificates certificates, int port) {
    try {
      this.listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.certificates = certificates;
    Thread.ofVirtual().name("fake-upstream").start(this::accept);
  }

  public static FakeUpstream start() {
    return new FakeUpstream(null, 0);
  }

  /// On a given port, for an upstream that comes back.
  public static FakeUpstream startAt(int port) {
    return new FakeUpstream(null, port);
  }

  public static FakeUpstream startTls(TestCertificates certificates) {
    return new FakeUpstream(certificates, 0);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// `127.0.0.1:port`.
  public String address() {
    return "127.0.0.1:" + port();
  }

  /// Answers the next request that nothing else was enqueued for.
  public FakeUpstream enqueue(Answer... answer) {
    queued.addAll(List.of(answer));
    return this;
  }

  /// Answers every request from here on.
  public FakeUpstream answering(Answer answer) {
    return answering(_ -> answer);
  }

  public FakeUpstream answering(Function<Received, Answer> answers) {
    this.answers = answers;
    return this;
  }

  /// Answers by the fake models again, an unknown name as the given one.
  public FakeUpstream answeringAs(String fakeModel) {
    return answering(new FakeAnswers(fakeModel)::answer);
  }

  /// Every request so far, in the order it was read.
  public List<Received> received() {
    return List.copyOf(received);
  }

  /// Waits for the next request that was not taken yet.
  public Received take() {
    Received next = poll(TAKE_LIMIT);
    if (next == null) {
      throw new AssertionError("no request within " + TAKE_LIMIT + "; problems: " + problems);
    }
    return next;
  }

  /// As [#take]; null when none comes in time.
  public @Nullable Received poll(Duration limit) {
    try {
      return untaken.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /// Connections accepted so far.
  public long connections() {
    return connections.get();
  }

  /// Connections open now.
  public int open() {
    return open.size();
  }

  /// What clients sent that is no HTTP/1.1. Empty in every good test.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// Closes every open connection; new ones are taken.
  public void closeConnections() {
    for (Socket socket : open) {
      close(socket);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeConnections();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        long number = connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().name("fake-upstream-" + number).start(() -> serve(socket, number));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          problems.add("accept: " + e);
        }
      }
    }
  }

  private void serve(Socket socket, long number) {
    try {
      socket.setTcpNoDelay(true);
      new UpstreamConnection(socket, certificates, number, this::answerTo, problems).run();
    } catch (IOException e) {
      // The client left or the test closed this upstream: nothing is owed to anyone.
    } finally {
      close(socket);
      open.remove(socket);
    }
  }

  private Answer answerTo(Received request) {
    received.add(request);
    untaken.add(request);
    Answer next = queued.poll();
    return next == null ? answers.apply(request) : next;
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
