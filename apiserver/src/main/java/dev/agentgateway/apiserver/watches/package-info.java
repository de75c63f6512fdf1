/// Changes as a stream: events, bookmarks, and the end of a slow reader.
@NullMarked
package dev.agentgateway.apiserver.watches;

import org.jspecify.annotations.NullMarked;
