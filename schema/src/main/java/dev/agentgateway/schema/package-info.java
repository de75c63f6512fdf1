/// What a resource may hold: schemas read from records, and everything that is written from them.
@NullMarked
package dev.agentgateway.schema;

import org.jspecify.annotations.NullMarked;
