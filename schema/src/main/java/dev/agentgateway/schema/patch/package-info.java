/// Patches that know what they patch.
@NullMarked
package dev.agentgateway.schema.patch;

import org.jspecify.annotations.NullMarked;
