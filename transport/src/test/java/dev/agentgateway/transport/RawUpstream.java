package dev.agentgateway.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An upstream that does with each connection what it is told, the next script for each next one.
final class RawUpstream implements AutoCloseable {

  /// What to do with a connection.
  interface Script {
    void run(RawClient peer) throws Exception;
  }

  final Queue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
  final AtomicInteger connections = new AtomicInteger();

  private final ServerSocket listening;

  RawUpstream(Script... scripts) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
  }

  RawUpstream(ServerSocket listening, Script... scripts) {
    this.listening = listening;
    Thread.ofVirtual().start(() -> accept(scripts));
  }

  private void accept(Script[] scripts) {
    try {
      while (true) {
        Socket accepted = listening.accept();
        int i = Math.min(connections.getAndIncrement(), scripts.length - 1);
        Thread.ofVirtual().start(() -> serve(accepted, scripts[i]));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket accepted, Script script) {
    try (RawClient peer = new RawClient(accepted)) {
      script.run(peer);
    } catch (Exception mistake) {
      mistakes.add(mistake);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
