package dev.agentgateway.config.workload;

import dev.agentgateway.schema.OneOf;
import org.jspecify.annotations.Nullable;

/// An image. Fields that are absent are those of the controller's own setting.
///
/// @param digest counts more than the tag
public record Image(
    @Nullable String registry,
    @Nullable String repository,
    @Nullable String tag,
    @Nullable String digest,
    @OneOf({"Always", "IfNotPresent", "Never"}) @Nullable String pullPolicy) {}
