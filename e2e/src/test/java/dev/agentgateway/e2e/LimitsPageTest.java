package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Timeouts;
import dev.agentgateway.transport.client.ClientLimits;
import dev.agentgateway.transport.server.ServerLimits;
import dev.agentgateway.transport.wire.HeadLimits;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of limits tells each limit that the transport and a plan have, with its default.
final class LimitsPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|$");

  /// The row of each component; empty for those that no user meets.
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("HeadLimits.startLineBytesMax", "request line");
    ROWS.put("HeadLimits.headerBytesMax", "header fields of a message, bytes");
    ROWS.put("HeadLimits.headersMax", "header fields of a message, number");
    ROWS.put("ServerLimits.headTimeout", "time for a request's head, and for the TLS handshake");
    ROWS.put("ServerLimits.idleTimeout", "idle client connection");
    ROWS.put("ServerLimits.bodyTimeout", "silence in a request's body");
    ROWS.put("ServerLimits.bodyBytesPerSecondMin", "rate of a request's body, after 30 s");
    ROWS.put("ServerLimits.stallTimeout", "a client that does not read its response");
    ROWS.put("ServerLimits.lingerTimeout", "");
    ROWS.put(
        "ServerLimits.pipelinedBytesMax", "bytes read ahead of a request in progress (pipelining)");
    ROWS.put("ServerLimits.drainBytesMax", "rest of an unwanted request body");
    ROWS.put("ServerLimits.connectionsMax", "client connections");
    ROWS.put(
        "ClientLimits.connectionsPerEndpointMax",
        "upstream connections for each endpoint and core");
    ROWS.put("ClientLimits.idlePerEndpointMax", "");
    ROWS.put("ClientLimits.idleTime", "idle upstream connection");
    ROWS.put(
        "ClientLimits.waitingPerEndpointMax",
        "requests that wait for an upstream connection, each endpoint and core");
    ROWS.put(
        "ClientLimits.waitTimeout",
        "requests that wait for an upstream connection, each endpoint and core");
    ROWS.put("ClientLimits.endpointsMax", "");
    ROWS.put("Timeouts.connect", "connect to an upstream, with TLS");
    ROWS.put("Timeouts.firstByte", "first byte of an upstream's answer");
    ROWS.put("Timeouts.idle", "silence in an upstream's answer");
    ROWS.put("Timeouts.total", "a request as a whole");
  }

  @Test
  void eachLimitStandsOnThePageWithItsDefault() throws Exception {
    Map<String, String> page = page();
    List<String> seen = new ArrayList<>();
    for (Record limits :
        List.of(HeadLimits.DEFAULT, ServerLimits.DEFAULT, ClientLimits.DEFAULT, Timeouts.DEFAULT)) {
      for (RecordComponent component : limits.getClass().getRecordComponents()) {
        if (component.getType() == HeadLimits.class) {
          continue;
        }
        String name = limits.getClass().getSimpleName() + "." + component.getName();
        seen.add(name);
        assertThat(ROWS).as("a limit without a row").containsKey(name);
        String row = ROWS.get(name);
        if (!row.isEmpty()) {
          assertThat(page).containsKey(row);
          assertThat(page.get(row)).as(name).contains(words(component, limits));
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ROWS.keySet());
  }

  private static Map<String, String> page() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    ROW.matcher(Files.readString(DocPage.ROOT.resolve("docs/limits.md")))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  /// As the page writes it: `16 KiB`, `10 s`, `100,000`.
  private static String words(RecordComponent component, Record limits) throws Exception {
    Object value = component.getAccessor().invoke(limits);
    if (value instanceof Duration duration) {
      if (duration.isZero()) {
        return "none";
      }
      boolean isMinutes = duration.toSeconds() % 60 == 0 && duration.toMinutes() > 1;
      return isMinutes ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
    long number = ((Number) value).longValue();
    boolean isBytes = component.getName().contains("Bytes");
    return isBytes && number % 1024 == 0 ? number / 1024 + " KiB" : "%,d".formatted(number);
  }
}
