package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.http.Secret;
import dev.agentgateway.kubernetes.distribution.wire.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// An admitted data plane, from its stream's begin to its end.
final class Stream {

  private final ResourceKey gateway;
  private final Secret token;
  private volatile Replica replica;
  private volatile @Nullable StreamBody body;

  Stream(ResourceKey gateway, String name, Secret token) {
    this.gateway = gateway;
    this.token = token;
    this.replica = new Replica(name, -1, java.util.List.of());
  }

  ResourceKey gateway() {
    return gateway;
  }

  Replica replica() {
    return replica;
  }

  /// Whether a report comes from who opened the stream, which a token renewed since also shows by
  /// the stream's secret name.
  boolean isOpenedWith(Secret shown) {
    return MessageDigest.isEqual(
        token.reveal().getBytes(StandardCharsets.UTF_8),
        shown.reveal().getBytes(StandardCharsets.UTF_8));
  }

  void carriedBy(StreamBody carrier) {
    body = carrier;
  }

  void take(Report report) {
    replica = new Replica(replica.name(), report.version(), report.refusals());
  }

  void end() {
    StreamBody carrier = body;
    if (carrier != null) {
      carrier.endSoon();
    }
  }
}
