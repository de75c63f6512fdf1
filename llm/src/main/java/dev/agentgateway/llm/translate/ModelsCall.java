package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.Dialects;
import java.util.List;

/// A question for the models that a provider has.
final class ModelsCall implements ClientCall {

  private static final CallFacts FACTS =
      new CallFacts("models", null, false, null, null, null, null, null, null);

  private final Arrival arrival;
  private final Dialect client;

  ModelsCall(Arrival arrival, Dialect client) {
    this.arrival = arrival;
    this.client = client;
  }

  @Override
  public CallFacts facts() {
    return FACTS;
  }

  @Override
  public Prepared prepare(Upstream upstream, ChatSettings settings) {
    Provider provider = upstream.provider();
    boolean isSame = provider.dialects().contains(client.name());
    Dialect spoken = isSame ? client : Dialects.of(provider.dialects().getFirst());
    String query = isSame ? UpstreamPath.query(arrival.target()) : null;
    String target = UpstreamPath.of(upstream, Operation.MODELS, spoken.name(), query);
    if (target == null) {
      return new Prepared.Answer(Replies.ok(client.encodeModels(List.of())));
    }
    Sent.Request request =
        new Sent.Request(
            "GET",
            target,
            isSame
                ? UpstreamHeaders.same(arrival.headers(), upstream)
                : UpstreamHeaders.translated(arrival.headers(), upstream, "application/json")
                    .without("content-type"),
            new byte[0],
            "",
            List.of());
    return new Prepared.Send(
        isSame ? new RawCall(request, client) : new ListCall(request, spoken, client));
  }

  @Override
  public Reply error(Failure failure) {
    return Replies.failed(client, failure);
  }
}
