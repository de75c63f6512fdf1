/// A small, faithful Kubernetes API for one machine: what kubectl and clients expect of a cluster.
@NullMarked
package dev.agentgateway.apiserver;

import org.jspecify.annotations.NullMarked;
