package dev.agentgateway.app.zero;

import dev.agentgateway.app.zero.Key.Vendor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keys found in an environment.
///
/// @param notes what was left aside, and why, in words for who started the program
record Keys(List<Key> found, List<String> notes) {

  /// What `connect` tells tools to send to this gateway: no provider's key.
  static final String PLACEHOLDER = "agentgateway";

  private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#@\\s]+(/[^?#@\\s]*)?");

  private static final Pattern HEADER_VALUE = Pattern.compile("(?i)(bearer\\s+)?[!-~]+");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0");

  private static final List<Variable> VARIABLES =
      List.of(
          new Variable("ANTHROPIC_API_KEY", Vendor.ANTHROPIC),
          new Variable("ANTHROPIC_AUTH_TOKEN", Vendor.ANTHROPIC),
          new Variable("OPENAI_API_KEY", Vendor.OPENAI));

  private record Variable(String name, Vendor vendor) {}

  Keys {
    found = List.copyOf(found);
    notes = List.copyOf(notes);
  }

  /// @param port of this gateway: an address that leads here leads nowhere else
  static Keys in(Map<String, String> environment, int port) {
    List<Key> found = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Variable variable : VARIABLES) {
      String value = environment.getOrDefault(variable.name(), "").strip();
      boolean isSecond = found.stream().anyMatch(key -> key.vendor().equals(variable.vendor()));
      if (value.isEmpty() || value.equals(PLACEHOLDER)) {
        continue;
      }
      if (isSecond) {
        notes.add(variable.name() + " is not used: another key of that provider is set");
        continue;
      }
      if (!HEADER_VALUE.matcher(value).matches()) {
        notes.add(variable.name() + " is not used: it holds characters that no header can carry");
        continue;
      }
      String written = environment.getOrDefault(variable.vendor().baseUrlVariable(), "").strip();
      Address address = address(written, port);
      if (address.fault().isEmpty()) {
        found.add(new Key(variable.vendor(), variable.name(), address.baseUrl()));
      } else {
        notes.add(
            "%s is not used: %s %s"
                .formatted(variable.name(), variable.vendor().baseUrlVariable(), address.fault()));
      }
    }
    return new Keys(found, notes);
  }

  /// @param baseUrl null for the provider's own
  /// @param fault why the key must not be used, empty when it may
  private record Address(@Nullable String baseUrl, String fault) {}

  private static Address address(String written, int port) {
    if (written.isEmpty()) {
      return new Address(null, "");
    }
    URI uri = ADDRESS.matcher(written).matches() ? parsed(written) : null;
    if (uri == null || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      return new Address(null, "is no address (expected: http://HOST:PORT or https://HOST)");
    }
    boolean isHere = LOOPBACK.contains(uri.getHost()) && uri.getPort() == port;
    return new Address(isHere ? null : written, "");
  }

  private static @Nullable URI parsed(String written) {
    try {
      return URI.create(written);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
