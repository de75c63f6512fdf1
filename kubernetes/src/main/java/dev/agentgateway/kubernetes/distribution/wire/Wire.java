package dev.agentgateway.kubernetes.distribution.wire;

import dev.agentgateway.config.report.ResourceKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The words of the protocol between a controller and its data planes.
///
/// ```
/// data plane                                        controller
///   POST /v1/stream {protocol, gateway, held} ─────▶  200, a line each:
///                                              ◀─────   {"hello": …}
///                                              ◀─────   {"put": object, "hash": …}*  {"remove": name}*
///                                              ◀─────   {"version": n}       takes force as a whole
///   POST /v1/report {gateway, stream, version, refusals} ▶ 204
///                                              ◀─────   {"beat": n}          now and then
/// ```
///
/// A report may reach another replica of the controller than the one that has the stream.
///
/// `held` says by a hash of each object what the data plane has, so that only what differs is sent
/// when it comes again.
public final class Wire {

  public static final int PROTOCOL = 1;
  public static final String STREAM_PATH = "/v1/stream";
  public static final String REPORT_PATH = "/v1/report";

  /// Of the tokens with which data planes show who they are.
  public static final String AUDIENCE = "agentgateway";

  /// How often a controller says that it is there.
  public static final Duration BEAT = Duration.ofSeconds(3);

  /// The longest line: an object is at most 1.5 MiB in a cluster's store.
  public static final int LINE_BYTES_MAX = 8 * 1024 * 1024;

  /// What a data plane may say at once.
  public static final int BODY_BYTES_MAX = 32 * 1024 * 1024;

  static final JsonMapper JSON = JsonMapper.shared();

  private static final int PARTS = 4;

  private Wire() {}

  /// `GROUP/KIND/NAMESPACE/NAME`; no part has a slash.
  public static String name(ResourceKey key) {
    return String.join("/", key.group(), key.kind(), key.namespace(), key.name());
  }

  /// Null when the text is no name.
  public static @Nullable ResourceKey key(String name) {
    String[] parts = name.split("/", -1);
    return parts.length == PARTS ? new ResourceKey(parts[0], parts[1], parts[2], parts[3]) : null;
  }

  /// Whether a text is `NAMESPACE/NAME` of a Gateway.
  public static boolean isGateway(String text) {
    return text.matches("[a-z0-9-]{1,63}/[a-z0-9.-]{1,253}");
  }

  static ResourceKey gateway(String text) {
    int slash = text.indexOf('/');
    return new ResourceKey(
        "gateway.networking.k8s.io",
        "Gateway",
        slash < 0 ? "" : text.substring(0, slash),
        text.substring(slash + 1));
  }
}
