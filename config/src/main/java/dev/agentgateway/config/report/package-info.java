/// What is said about configuration: problems, conditions, and what of each resource runs.
@NullMarked
package dev.agentgateway.config.report;

import org.jspecify.annotations.NullMarked;
