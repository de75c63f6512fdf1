/// Prometheus metrics: names, labels and buckets that dashboards rely on.
@NullMarked
package dev.agentgateway.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
