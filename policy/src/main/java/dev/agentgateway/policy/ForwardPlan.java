package dev.agentgateway.policy;

import dev.agentgateway.http.Timeouts;
import dev.agentgateway.llm.ChatSettings;
import java.time.Duration;

/// How requests of a route are forwarded, as its policies left it.
///
/// @param timeouts for each try
/// @param request for the request as a whole, all tries together; [Timeouts#NEVER] for none
/// @param bodyBytesMax of a body that must be held whole
/// @param chat what is done to chats
public record ForwardPlan(
    Timeouts timeouts, Duration request, long bodyBytesMax, HostRewrite host, ChatSettings chat) {

  public static final ForwardPlan DEFAULT =
      new ForwardPlan(
          Timeouts.DEFAULT, Timeouts.NEVER, 32L << 20, HostRewrite.KEEP, ChatSettings.NONE);

  public ForwardPlan withTimeouts(Timeouts changed) {
    return new ForwardPlan(changed, request, bodyBytesMax, host, chat);
  }

  public ForwardPlan withRequest(Duration changed) {
    return new ForwardPlan(timeouts, changed, bodyBytesMax, host, chat);
  }

  public ForwardPlan withBodyBytesMax(long changed) {
    return new ForwardPlan(timeouts, request, changed, host, chat);
  }

  public ForwardPlan withHost(HostRewrite changed) {
    return new ForwardPlan(timeouts, request, bodyBytesMax, changed, chat);
  }

  public ForwardPlan withChat(ChatSettings changed) {
    return new ForwardPlan(timeouts, request, bodyBytesMax, host, changed);
  }

  /// What upstreams see as `host`.
  public enum HostRewrite {
    /// The client's, or what a rewrite made of it. AI providers always see their own.
    KEEP,
    /// The backend's host name.
    BACKEND
  }
}
