/// Header modifiers: fields added, set and removed on the way in and on the way out.
@NullMarked
package dev.agentgateway.policies.headers;

import org.jspecify.annotations.NullMarked;
