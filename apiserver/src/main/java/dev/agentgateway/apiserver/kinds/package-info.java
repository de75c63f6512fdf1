/// Which kinds are served: built in as data, or from CustomResourceDefinitions.
@NullMarked
package dev.agentgateway.apiserver.kinds;

import org.jspecify.annotations.NullMarked;
