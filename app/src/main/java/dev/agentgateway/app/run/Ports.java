package dev.agentgateway.app.run;

import dev.agentgateway.http.Handler;
import dev.agentgateway.http.Server;
import dev.agentgateway.http.Server.Named;
import dev.agentgateway.http.Server.ServerTls;
import dev.agentgateway.snapshot.Door;
import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Snapshot;
import dev.agentgateway.snapshot.Snapshot.Bind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ports that Gateways ask for. They come and go with snapshots while others keep serving.
///
/// ```
/// open(snapshot) ─▶ the snapshot takes force ─▶ closeOthers(snapshot)
/// ```
final class Ports {

  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private record Open(Server.Port port, boolean isTls) {}

  private final Server server;
  private final Function<Door, Handler> handlers;
  private final InetAddress address;
  private final Map<Integer, Integer> mapped;
  private final Duration drain;
  private final Map<Door, Open> open = new LinkedHashMap<>();
  private final Map<Integer, Integer> named = new ConcurrentHashMap<>();
  private Map<Door, String> unbound = Map.of();

  /// @param handlers by the door that requests come by
  Ports(Server server, Function<Door, Handler> handlers, GatewayOptions options) {
    this.server = server;
    this.handlers = handlers;
    this.address = options.bind();
    this.mapped = options.ports();
    this.drain = options.drain();
  }

  /// Binds what a snapshot asks for and is not bound, and renews certificates. Ports that cannot be
  /// bound are left out and told by [#unbound].
  synchronized void open(Snapshot snapshot) {
    Map<Door, String> failed = new LinkedHashMap<>();
    for (Bind bind : snapshot.binds().values()) {
      try {
        open(bind);
      } catch (IOException | IllegalArgumentException e) {
        failed.put(bind.door(), words(bind.door(), e));
      }
    }
    unbound = failed;
  }

  /// Closes what a snapshot does not ask for. Running requests finish in the background.
  synchronized void closeOthers(Snapshot snapshot) {
    Iterator<Map.Entry<Door, Open>> entries = open.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Door, Open> entry = entries.next();
      if (!snapshot.binds().containsKey(entry.getKey())) {
        entries.remove();
        LOG.info("no longer listening on {}", entry.getKey());
        closeLater(entry.getValue());
      }
    }
  }

  /// Where it listens, by door.
  synchronized Map<Door, InetSocketAddress> listening() {
    Map<Door, InetSocketAddress> addresses = new LinkedHashMap<>();
    open.forEach((door, opened) -> addresses.put(door, opened.port().address()));
    return addresses;
  }

  /// The port that a Gateway names, for the one that is bound.
  int named(int local) {
    return named.getOrDefault(local, local);
  }

  /// Doors of the last snapshot that could not be bound, and why.
  synchronized Map<Door, String> unbound() {
    return unbound;
  }

  synchronized boolean isTls(Door door) {
    Open opened = open.get(door);
    return opened != null && opened.isTls();
  }

  private void open(Bind bind) throws IOException {
    ServerTls tls = tls(bind);
    Open before = open.get(bind.door());
    if (before != null && before.isTls() == bind.isTls()) {
      before.port().renew(tls);
      return;
    }
    int local = local(bind.door());
    if (before != null) {
      local = before.port().address().getPort();
      open.remove(bind.door());
      before.port().stopAccepting();
      closeLater(before);
    }
    Server.Port port =
        server.bind(
            new InetSocketAddress(address(bind.door()), local), handlers.apply(bind.door()), tls);
    open.put(bind.door(), new Open(port, bind.isTls()));
    named.put(port.address().getPort(), bind.door().port());
  }

  private void closeLater(Open opened) {
    Thread.startVirtualThread(() -> opened.port().close(drain));
  }

  private static @Nullable ServerTls tls(Bind bind) {
    if (!bind.isTls()) {
      return null;
    }
    List<Named> certificates = new ArrayList<>();
    for (Listener listener : bind.listeners()) {
      String name = listener.hostname().isEmpty() ? "*" : listener.hostname();
      listener.certificates().forEach(each -> certificates.add(new Named(name, each)));
    }
    return new ServerTls(certificates);
  }

  private int local(Door door) {
    return mapped.getOrDefault(door.port(), door.port());
  }

  private InetAddress address(Door door) throws UnknownHostException {
    return door.address().isEmpty() ? address : InetAddress.getByName(door.address());
  }

  private String words(Door door, Exception failed) {
    return door.address().isEmpty()
        ? "port %d cannot be used, %s: listen on another with --map-port %d=PORT"
            .formatted(local(door), cause(failed), door.port())
        : "%s cannot be used: %s".formatted(door, cause(failed));
  }

  /// Why a port could not be bound, in a few words.
  static String cause(Exception failed) {
    String message = String.valueOf(failed.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("in use")) {
      return "something else listens there";
    }
    return lower.contains("permission") ? "it needs privileges" : message;
  }
}
