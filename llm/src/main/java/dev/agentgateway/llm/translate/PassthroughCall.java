package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.dialect.Dialect;
import java.util.List;

/// A request whose body nobody reads: only its path and its credential change.
final class PassthroughCall implements ClientCall {

  private static final CallFacts FACTS =
      new CallFacts("passthrough", null, false, null, null, null, null, null, null);

  private final Arrival arrival;
  private final Dialect client;

  PassthroughCall(Arrival arrival, Dialect client) {
    this.arrival = arrival;
    this.client = client;
  }

  @Override
  public CallFacts facts() {
    return FACTS;
  }

  @Override
  public Prepared prepare(Upstream upstream, ChatSettings settings) {
    ChatSettings all = Settings.over(settings, upstream.settings());
    return new Prepared.Send(
        new RawCall(
            new Sent.Request(
                arrival.method(),
                UpstreamPath.passing(upstream, all, arrival.target()),
                UpstreamHeaders.same(arrival.headers(), upstream),
                arrival.body(),
                "",
                List.of()),
            client));
  }

  @Override
  public Reply error(Failure failure) {
    return Replies.failed(client, failure);
  }
}
