/// The kind Service: names and ports of plain HTTP targets.
@NullMarked
package dev.agentgateway.config.kinds.service;

import org.jspecify.annotations.NullMarked;
