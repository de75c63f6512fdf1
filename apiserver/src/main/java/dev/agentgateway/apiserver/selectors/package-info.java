/// Which objects a list or a watch asks for: by labels and by fields.
@NullMarked
package dev.agentgateway.apiserver.selectors;

import org.jspecify.annotations.NullMarked;
