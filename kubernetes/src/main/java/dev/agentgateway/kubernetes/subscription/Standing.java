package dev.agentgateway.kubernetes.subscription;

import java.time.Instant;

/// How it stands between a data plane and its controller.
///
/// @param since when it is so
/// @param version that was received last; -1 for none
/// @param failure why it is not connected; empty while it is
public record Standing(boolean isConnected, Instant since, long version, String failure) {}
