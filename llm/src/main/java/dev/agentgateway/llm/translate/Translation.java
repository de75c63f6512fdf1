package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.RouteType;

/// Where translation is entered.
public final class Translation {

  private Translation() {}

  /// Reads a client's request as far as the gateway needs.
  public static ClientCall.Reading read(Arrival arrival) {
    Failure none = new Failure.Internal("no dialect takes " + arrival.type().written());
    return new ClientCall.Reading.Refused(error(arrival.type(), none));
  }

  /// Trouble before the request could be read, in the dialect that the path stands for.
  public static Reply error(RouteType type, Failure failure) {
    return new Reply(failure.status(), Headers.of("x", type.name()), new byte[0], ReplyFacts.NONE);
  }
}
