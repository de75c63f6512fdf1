/// What operators write, made into what runs: the front door of the module.
@NullMarked
package dev.agentgateway.config;

import org.jspecify.annotations.NullMarked;
