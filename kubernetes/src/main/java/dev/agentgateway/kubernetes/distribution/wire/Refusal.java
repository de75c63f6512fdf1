package dev.agentgateway.kubernetes.distribution.wire;

/// Something that a data plane could not let take force.
///
/// @param resource as people name it: `HTTPRoute default/a`; empty for all of the data plane
/// @param cause what was found and what was expected; never a secret's value
public record Refusal(String resource, String cause) {

  @Override
  public String toString() {
    return resource.isEmpty() ? cause : resource + ": " + cause;
  }
}
