/// Model aliases: names that clients may use for models.
@NullMarked
package dev.agentgateway.policies.aliases;

import org.jspecify.annotations.NullMarked;
