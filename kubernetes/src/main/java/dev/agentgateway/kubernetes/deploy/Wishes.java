package dev.agentgateway.kubernetes.deploy;

import dev.agentgateway.config.workload.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one set of parameters asks for.
///
/// @param isSelfManaged whether nothing is deployed; null when it does not say
/// @param workload Deployment or DaemonSet; null when it does not say
/// @param logLevel null when it does not say
/// @param logFormat null when it does not say
/// @param shutdown null when it does not say
/// @param fields changes that its fields make
/// @param overlays changes on top of all fields
/// @param extras kinds of objects that are not there without being asked for
record Wishes(
    @Nullable Boolean isSelfManaged,
    @Nullable String workload,
    @Nullable Image image,
    @Nullable String logLevel,
    @Nullable String logFormat,
    @Nullable Shutdown shutdown,
    List<Change> fields,
    List<Change> overlays,
    List<String> extras) {

  static final Wishes NONE =
      new Wishes(null, null, null, null, null, null, List.of(), List.of(), List.of());

  Wishes {
    fields = List.copyOf(fields);
    overlays = List.copyOf(overlays);
    extras = List.copyOf(extras);
  }

  /// @param minSeconds for which requests are taken after the end was asked for
  /// @param maxSeconds after which the end comes
  record Shutdown(long minSeconds, long maxSeconds) {}
}
