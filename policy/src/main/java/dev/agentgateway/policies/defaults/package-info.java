/// Defaults and overrides: fields of a chat's body that resources set.
@NullMarked
package dev.agentgateway.policies.defaults;

import org.jspecify.annotations.NullMarked;
