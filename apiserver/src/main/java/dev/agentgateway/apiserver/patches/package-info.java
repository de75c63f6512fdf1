/// JSON patch, merge patch and strategic merge patch.
@NullMarked
package dev.agentgateway.apiserver.patches;

import org.jspecify.annotations.NullMarked;
