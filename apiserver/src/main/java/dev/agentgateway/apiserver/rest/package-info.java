/// The verbs: from a request to the change of an object and the answer.
@NullMarked
package dev.agentgateway.apiserver.rest;

import org.jspecify.annotations.NullMarked;
