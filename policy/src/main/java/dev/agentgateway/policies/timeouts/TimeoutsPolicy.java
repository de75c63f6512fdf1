package dev.agentgateway.policies.timeouts;

import dev.agentgateway.http.Timeouts;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.policy.Policy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sets the waits of a plan; null leaves what is there.
///
/// @param request all tries together
/// @param each one try
/// @param idle silence in a body
record TimeoutsPolicy(@Nullable Duration request, @Nullable Duration each, @Nullable Duration idle)
    implements Policy {

  @Override
  public ForwardPlan plan(ForwardPlan plan) {
    Timeouts now = plan.timeouts();
    Timeouts changed =
        new Timeouts(
            now.connect(),
            now.firstByte(),
            idle == null ? now.idle() : idle,
            each == null ? now.total() : each);
    ForwardPlan timed = plan.withTimeouts(changed);
    return request == null ? timed : timed.withRequest(request);
  }
}
