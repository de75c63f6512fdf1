/// Documents checked against records, and the records made of them.
@NullMarked
package dev.agentgateway.schema.read;

import org.jspecify.annotations.NullMarked;
