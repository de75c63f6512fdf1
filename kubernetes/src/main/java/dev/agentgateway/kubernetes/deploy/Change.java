package dev.agentgateway.kubernetes.deploy;

import tools.jackson.databind.node.ObjectNode;

/// A change of one of the objects.
///
/// @param kind of the object; [#WORKLOAD] for the Deployment or DaemonSet, whichever it is
/// @param patch strategic merge
record Change(String kind, ObjectNode patch) {

  static final String WORKLOAD = "workload";

  boolean concerns(String of) {
    boolean isWorkload = of.equals("Deployment") || of.equals("DaemonSet");
    return kind.equals(of) || (isWorkload && kind.equals(WORKLOAD));
  }
}
