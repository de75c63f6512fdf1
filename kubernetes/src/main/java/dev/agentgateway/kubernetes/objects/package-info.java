/// The objects of an API server as they are now, and as documents.
@NullMarked
package dev.agentgateway.kubernetes.objects;

import org.jspecify.annotations.NullMarked;
