package dev.agentgateway.llm.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.CallFacts;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Operation;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.Reply;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.tokens.TokenEstimate;
import java.util.List;

/// A question for the tokens of a prompt: asked of a provider that counts, estimated elsewhere.
final class CountCall implements ClientCall {

  /// Says that a number is an estimate of the gateway's.
  static final String ESTIMATED = "x-agentgateway-estimated";

  private final Arrival arrival;
  private final Dialect client;
  private final JsonFields body;

  CountCall(Arrival arrival, Dialect client, JsonFields body) {
    this.arrival = arrival;
    this.client = client;
    this.body = body;
  }

  @Override
  public CallFacts facts() {
    return Edited.facts("count_tokens", body);
  }

  @Override
  public Prepared prepare(Upstream upstream, ChatSettings settings) {
    String target =
        upstream.provider().dialects().contains(client.name())
            ? UpstreamPath.of(
                upstream,
                Operation.COUNT_TOKENS,
                client.name(),
                UpstreamPath.query(arrival.target()))
            : null;
    if (target == null) {
      return new Prepared.Answer(estimate());
    }
    try {
      ChatSettings all = Settings.over(settings, upstream.settings());
      String asked = body.text("model");
      String model = Edited.model(asked, upstream, all);
      byte[] counted =
          model.equals(asked) ? body.bytes() : body.splice().set("model", model).bytes();
      return new Prepared.Send(
          new SameCall(
              new Sent.Request(
                  "POST",
                  target,
                  UpstreamHeaders.same(arrival.headers(), upstream),
                  counted,
                  model,
                  List.of()),
              client,
              false,
              () -> TokenEstimate.prompt(body.tree())));
    } catch (Refusal refusal) {
      return new Prepared.Answer(Replies.refused(client, refusal));
    }
  }

  private Reply estimate() {
    long tokens = TokenEstimate.prompt(body.tree());
    return new Reply(
        200,
        Replies.JSON.with(ESTIMATED, "input_tokens"),
        ("{\"input_tokens\":" + tokens + "}").getBytes(UTF_8),
        ReplyFacts.NONE);
  }

  @Override
  public Reply error(Failure failure) {
    return Replies.failed(client, failure);
  }
}
