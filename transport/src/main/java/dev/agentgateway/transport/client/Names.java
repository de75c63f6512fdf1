package dev.agentgateway.transport.client;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Names to addresses, as the machine resolves them (hosts file, search domains, DNS), remembered
/// for a short while.
///
/// The platform's resolver blocks, so a few threads of its own do the waiting: a virtual thread
/// would hold its carrier meanwhile.
public final class Names implements AutoCloseable {

  private static final Duration FOUND = Duration.ofSeconds(10);
  private static final Duration MISSING = Duration.ofSeconds(1);
  private static final int NAMES_MAX = 4096;
  private static final int THREADS_MAX = 8;
  private static final int QUEUE_MAX = 1024;

  private record Known(CompletableFuture<List<InetAddress>> addresses, long askedAt) {}

  private final Map<String, String> overrides = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > NAMES_MAX;
        }
      };

  /// @param overrides `HOST:PORT` to `ADDRESS:PORT`, asked before anything else
  public Names(Map<String, String> overrides) {
    overrides.forEach((from, to) -> this.overrides.put(from.toLowerCase(Locale.ROOT), checked(to)));
    threads =
        new ThreadPoolExecutor(
            THREADS_MAX,
            THREADS_MAX,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE_MAX),
            Thread.ofPlatform().daemon().name("dns-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /// From now on, `HOST:PORT` is at `ADDRESS:PORT`.
  public void point(String from, String to) {
    overrides.put(from.toLowerCase(Locale.ROOT), checked(to));
  }

  private static String checked(String address) {
    int colon = address.lastIndexOf(':');
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      if (colon > 0 && port > 0 && port <= 65_535) {
        return address;
      }
    } catch (NumberFormatException malformed) {
      // Told below.
    }
    throw new IllegalArgumentException("address: %s (expected: ADDRESS:PORT)".formatted(address));
  }

  /// All addresses of a host, in the order to try them. Fails with [UnknownHostException].
  CompletableFuture<List<InetSocketAddress>> resolve(String host, int port) {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String override = overrides.get(bracketed + ":" + port);
    if (override == null) {
      return addresses(host).thenApply(found -> at(found, port));
    }
    int colon = override.lastIndexOf(':');
    String name = override.substring(0, colon);
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    int there = Integer.parseInt(override.substring(colon + 1));
    return addresses(bare).thenApply(found -> at(found, there));
  }

  private static List<InetSocketAddress> at(List<InetAddress> found, int port) {
    List<InetSocketAddress> sockets = new ArrayList<>(found.size());
    for (InetAddress address : found) {
      sockets.add(new InetSocketAddress(address, port));
    }
    return sockets;
  }

  private CompletableFuture<List<InetAddress>> addresses(String host) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    if (literal != null) {
      try {
        return CompletableFuture.completedFuture(List.of(InetAddress.getByAddress(literal)));
      } catch (UnknownHostException impossible) {
        return CompletableFuture.failedFuture(impossible);
      }
    }
    synchronized (known) {
      Known before = known.get(host);
      if (before != null && isFresh(before)) {
        return before.addresses();
      }
      CompletableFuture<List<InetAddress>> asked = ask(host);
      known.put(host, new Known(asked, System.nanoTime()));
      return asked;
    }
  }

  private static boolean isFresh(Known entry) {
    if (!entry.addresses().isDone()) {
      return true;
    }
    Duration age = Duration.ofNanos(System.nanoTime() - entry.askedAt());
    return age.compareTo(entry.addresses().isCompletedExceptionally() ? MISSING : FOUND) < 0;
  }

  private CompletableFuture<List<InetAddress>> ask(String host) {
    CompletableFuture<List<InetAddress>> asked = new CompletableFuture<>();
    try {
      threads.execute(() -> lookUp(host, asked));
    } catch (RejectedExecutionException full) {
      asked.completeExceptionally(full);
    }
    return asked;
  }

  private static void lookUp(String host, CompletableFuture<List<InetAddress>> asked) {
    try {
      asked.complete(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException | SecurityException missing) {
      asked.completeExceptionally(missing);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
