/// Gives each data plane the objects that concern its Gateway, and tells what became of them.
@NullMarked
package dev.agentgateway.kubernetes.distribution;

import org.jspecify.annotations.NullMarked;
