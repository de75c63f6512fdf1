/// AI routes: what paths of an AI backend mean.
@NullMarked
package dev.agentgateway.policies.airoutes;

import org.jspecify.annotations.NullMarked;
