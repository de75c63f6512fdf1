package dev.agentgateway.kubernetes.distribution;

import dev.agentgateway.config.Options;
import java.time.Duration;

/// How objects are given to data planes.
///
/// @param compile how data planes compile
/// @param quiet how long nothing changes before changes are told
/// @param quietMax how long changes wait for it at most
/// @param life how long a stream lasts before the data plane shows its token anew
/// @param streamsMax data planes at the same time
public record DistributionOptions(
    Options compile, Duration quiet, Duration quietMax, Duration life, int streamsMax) {

  public static DistributionOptions of(Options compile) {
    return new DistributionOptions(
        compile, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMinutes(45), 2000);
  }
}
