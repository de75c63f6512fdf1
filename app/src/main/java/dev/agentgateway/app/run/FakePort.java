package dev.agentgateway.app.run;

import dev.agentgateway.llm.fake.FakeHandler;
import dev.agentgateway.llm.fake.FakeProvider;
import dev.agentgateway.llm.providers.fake.Fake;
import dev.agentgateway.snapshot.Route;
import dev.agentgateway.snapshot.Snapshot;
import dev.agentgateway.snapshot.Target;
import dev.agentgateway.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The fake models inside the program: a port of its own, opened when resources first ask for it.
final class FakePort {

  private static final Logger LOG = LoggerFactory.getLogger(FakePort.class);

  private static final String NAME = Fake.HOST + ":" + Fake.PORT;

  private final Transport transport;
  private boolean isThere;

  /// @param addresses who names another place for the fake models gets that one
  FakePort(Transport transport, Map<String, String> addresses) {
    this.transport = transport;
    this.isThere = addresses.containsKey(NAME);
  }

  synchronized void openFor(Snapshot snapshot) {
    if (isThere || !isNamedIn(snapshot)) {
      return;
    }
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      InetSocketAddress bound =
          transport
              .server()
              .bind(
                  new InetSocketAddress(loopback, 0), new FakeHandler(FakeProvider.strict()), null)
              .address();
      transport.point(NAME, bound.getAddress().getHostAddress() + ":" + bound.getPort());
      isThere = true;
    } catch (IOException e) {
      LOG.error("the fake models cannot be served: {}", e.getMessage());
    }
  }

  private static boolean isNamedIn(Snapshot snapshot) {
    return snapshot.binds().values().stream()
        .flatMap(bind -> bind.listeners().stream())
        .flatMap(listener -> listener.routes().stream())
        .flatMap(route -> route.targets().stream())
        .map(Route.Weighted::target)
        .flatMap(FakePort::groups)
        .flatMap(group -> group.choices().stream())
        .anyMatch(choice -> choice.endpoint().host().equals(Fake.HOST));
  }

  private static Stream<Target.Group> groups(Target target) {
    List<Target.Llm> backends =
        switch (target) {
          case Target.Llm llm -> List.of(llm);
          case Target.Models models ->
              models.entries().stream().flatMap(entry -> entry.pick().backends().stream()).toList();
          case Target.Http _, Target.Broken _ -> List.of();
        };
    return backends.stream().flatMap(backend -> backend.groups().stream());
  }
}
