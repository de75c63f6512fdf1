/// Objects as rows: printer columns, ages, and metadata alone.
@NullMarked
package dev.agentgateway.apiserver.tables;

import org.jspecify.annotations.NullMarked;
