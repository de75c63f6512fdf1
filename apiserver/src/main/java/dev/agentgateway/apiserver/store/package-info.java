/// Objects kept in one file: revisions, history for watches, one writer.
@NullMarked
package dev.agentgateway.apiserver.store;

import org.jspecify.annotations.NullMarked;
