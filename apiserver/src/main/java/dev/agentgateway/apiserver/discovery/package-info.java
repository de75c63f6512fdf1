/// What clients ask first: groups, resources, schemas, version.
@NullMarked
package dev.agentgateway.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
