package dev.agentgateway.expression;

import java.net.InetSocketAddress;
import java.util.Map;

/// An end of a connection as expressions see it.
final class AddressView {

  private AddressView() {}

  static Map<String, Object> of(InetSocketAddress end) {
    String address =
        end.getAddress() == null ? end.getHostString() : end.getAddress().getHostAddress();
    int zone = address.indexOf('%');
    return Map.of(
        "address", zone < 0 ? address : address.substring(0, zone), "port", (long) end.getPort());
  }
}
