/// What the API says when it refuses: Status objects with reasons and causes.
@NullMarked
package dev.agentgateway.apiserver.answers;

import org.jspecify.annotations.NullMarked;
