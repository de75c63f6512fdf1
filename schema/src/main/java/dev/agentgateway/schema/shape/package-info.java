/// Records seen as the shapes of what is written: read once by reflection, used by readers and
/// writers.
@NullMarked
package dev.agentgateway.schema.shape;

import org.jspecify.annotations.NullMarked;
