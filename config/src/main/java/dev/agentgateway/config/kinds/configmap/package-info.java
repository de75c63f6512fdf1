/// The kind ConfigMap: plain values, such as authorities.
@NullMarked
package dev.agentgateway.config.kinds.configmap;

import org.jspecify.annotations.NullMarked;
