/// The kind ReferenceGrant: who may refer across namespaces.
@NullMarked
package dev.agentgateway.config.kinds.referencegrant;

import org.jspecify.annotations.NullMarked;
