/// The certificates by which data planes know their controller.
@NullMarked
package dev.agentgateway.kubernetes.trust;

import org.jspecify.annotations.NullMarked;
