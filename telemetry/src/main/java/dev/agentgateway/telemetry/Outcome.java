package dev.agentgateway.telemetry;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Request;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is told of one request, once, when it is over.
///
/// @param request as it came
/// @param gateway `namespace/name`; null when no listener took it
/// @param backend `namespace/name` of the backend resource
/// @param endpoint `host:port` of the last try
/// @param isLlm whether it went to an AI backend; then `chat` and the rest say what is known
/// @param provider by its name in the field: `anthropic`
/// @param failure why the gateway could not do what was asked, or what ended the answer early
/// @param tries each try that did not answer, in order
/// @param dropped what the answer's or the request's translation dropped
/// @param requestId by which the client may ask about its answer: the provider's or the gateway's
/// @param sentBytes of the body to the client
/// @param firstToken from arrival to the first content; null when none came or nothing streamed
/// @param upstream from the last try's start to the upstream's answer; null without one
/// @param requestProcessing from arrival to the first try's start; null without one
/// @param responseProcessing from the upstream's answer to the answer to the client; null without
///   both
public record Outcome(
    Request request,
    int port,
    @Nullable String gateway,
    @Nullable String listener,
    @Nullable String route,
    @Nullable String rule,
    @Nullable String backend,
    @Nullable String endpoint,
    int status,
    boolean isLlm,
    @Nullable String provider,
    @Nullable CallFacts chat,
    @Nullable ReplyFacts reply,
    @Nullable Failure failure,
    Reason reason,
    List<Try> tries,
    List<String> dropped,
    @Nullable String requestId,
    long sentBytes,
    Duration duration,
    @Nullable Duration firstToken,
    @Nullable Duration upstream,
    @Nullable Duration requestProcessing,
    @Nullable Duration responseProcessing) {

  public Outcome {
    tries = List.copyOf(tries);
    dropped = List.copyOf(dropped);
  }

  /// Between two tokens of a streamed answer, on average; null when it cannot be told.
  public @Nullable Duration perOutputToken() {
    Usage usage = reply == null ? null : reply.usage();
    if (firstToken == null || usage == null || usage.output() < 2) {
      return null;
    }
    return duration.minus(firstToken).dividedBy(usage.output() - 1);
  }

  /// A try that was given up.
  ///
  /// @param status of its answer; 0 when there was none
  public record Try(String provider, String endpoint, int status, String code) {}

  /// Who gave the answer, by the names that logs and metrics use.
  public enum Reason {
    UPSTREAM("Upstream"),
    DIRECT_RESPONSE("DirectResponse"),
    NOT_FOUND("NotFound"),
    NO_HEALTHY_BACKEND("NoHealthyBackend"),
    INTERNAL("Internal"),
    INVALID_REQUEST("InvalidRequest"),
    AUTHORIZATION("Authorization"),
    TIMEOUT("Timeout"),
    UPSTREAM_FAILURE("UpstreamFailure");

    private final String written;

    Reason(String written) {
      this.written = written;
    }

    public String written() {
      return written;
    }
  }
}
