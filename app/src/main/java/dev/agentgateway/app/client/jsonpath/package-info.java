/// The templates that `kubectl get -o jsonpath` takes.
@NullMarked
package dev.agentgateway.app.client.jsonpath;

import org.jspecify.annotations.NullMarked;
