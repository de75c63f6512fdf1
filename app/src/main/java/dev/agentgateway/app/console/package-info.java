/// What commands share: lists as tables or trees, and words for wrong usage.
@NullMarked
package dev.agentgateway.app.console;

import org.jspecify.annotations.NullMarked;
