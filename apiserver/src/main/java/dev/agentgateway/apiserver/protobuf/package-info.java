/// Request bodies of the built-in kinds in protobuf, read by the numbers in their schemas.
@NullMarked
package dev.agentgateway.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
