package dev.agentgateway.policies.hostrewrite;

import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.schema.Required;

/// Which host name a backend sees.
public record HostRewriteConfig(@Required Mode mode) {

  /// Whose name it is.
  public enum Mode {
    /// The backend's own.
    AUTO(ForwardPlan.HostRewrite.BACKEND),
    /// The client's, or what a rewrite made of it.
    NONE(ForwardPlan.HostRewrite.KEEP);

    private final ForwardPlan.HostRewrite rewrite;

    Mode(ForwardPlan.HostRewrite rewrite) {
      this.rewrite = rewrite;
    }

    ForwardPlan.HostRewrite rewrite() {
      return rewrite;
    }
  }
}
