/// Server-side apply: who owns which field, and who is in whose way.
@NullMarked
package dev.agentgateway.apiserver.apply;

import org.jspecify.annotations.NullMarked;
