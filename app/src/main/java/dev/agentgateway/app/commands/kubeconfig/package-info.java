/// `kubeconfig`: Tells how kubectl reaches the program's own API.
@NullMarked
package dev.agentgateway.app.commands.kubeconfig;

import org.jspecify.annotations.NullMarked;
