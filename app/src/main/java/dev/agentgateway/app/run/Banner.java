package dev.agentgateway.app.run;

import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.console.Version;
import dev.agentgateway.app.logging.LogFormat;
import dev.agentgateway.app.zero.Surroundings;
import dev.agentgateway.snapshot.Door;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said when a gateway has started: what was loaded, and where it listens.
public final class Banner {

  private static final Logger LOG = LoggerFactory.getLogger(Banner.class);

  private Banner() {}

  public static void tell(Gateway gateway, LogOptions options, PrintWriter err) {
    tell(lines(gateway), options, err);
  }

  /// What is said after a start without files.
  ///
  /// @param found what the machine offers, a line each
  public static void tell(
      Gateway gateway, List<String> found, LogOptions options, PrintWriter err) {
    List<String> lines = new ArrayList<>();
    lines.add("agentgateway " + Version.current());
    lines.addAll(found);
    for (InetSocketAddress address : gateway.listening().values()) {
      String url = "http://" + shown(address);
      lines.add("listening on " + url);
      lines.add("try: " + Surroundings.curl(url));
    }
    operations(gateway, lines);
    tell(lines, options, err);
  }

  /// What is said after a start, and then these lines.
  public static void tellWith(
      List<String> notes, Gateway gateway, LogOptions options, PrintWriter err) {
    List<String> lines = lines(gateway);
    lines.addAll(notes);
    tell(lines, options, err);
  }

  /// What is said later than the start.
  public static void tell(List<String> lines, LogOptions options, PrintWriter err) {
    if (options.format() == LogFormat.JSON) {
      lines.forEach(LOG::info);
    } else if (!options.isQuiet()) {
      lines.forEach(err::println);
      err.flush();
    }
  }

  private static List<String> lines(Gateway gateway) {
    List<String> lines = new ArrayList<>();
    lines.add("agentgateway " + Version.current() + ", " + Tidings.summary(gateway.compiled()));
    for (Map.Entry<Door, InetSocketAddress> door : gateway.listening().entrySet()) {
      String scheme = gateway.isTls(door.getKey()) ? "https" : "http";
      boolean isMapped = door.getKey().port() != door.getValue().getPort();
      lines.add(
          "listening on %s://%s%s"
              .formatted(
                  scheme,
                  shown(door.getValue()),
                  isMapped ? " for port " + door.getKey().port() : ""));
    }
    if (gateway.listening().isEmpty()) {
      lines.add("listening nowhere: no Gateway with a listener that can be used");
    }
    operations(gateway, lines);
    return lines;
  }

  private static void operations(Gateway gateway, List<String> lines) {
    lines.add("metrics on http://%s/metrics".formatted(shown(gateway.metricsAddress())));
    lines.add("admin on http://%s/".formatted(shown(gateway.adminAddress())));
  }

  private static String shown(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    String host = ip == null || ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
