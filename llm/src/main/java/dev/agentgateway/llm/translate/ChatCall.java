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
import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.dialects.Dialects;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.names.ToolNames;
import dev.agentgateway.llm.rules.ModelRules;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonSplice;
import dev.agentgateway.llm.tokens.TokenEstimate;

/// A chat.
final class ChatCall implements ClientCall {

  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";

  private final Arrival arrival;
  private final Dialect client;
  private final JsonFields body;
  private final CallFacts facts;

  ChatCall(Arrival arrival, Dialect client, JsonFields body) {
    this.arrival = arrival;
    this.client = client;
    this.body = body;
    this.facts = Edited.facts("chat", body);
  }

  @Override
  public CallFacts facts() {
    return facts;
  }

  @Override
  public Reply error(Failure failure) {
    return Replies.failed(client, failure);
  }

  @Override
  public Prepared prepare(Upstream upstream, ChatSettings settings) {
    try {
      ChatSettings all = Settings.over(settings, upstream.settings());
      Edited edited = Edited.of(body, client, upstream, all);
      Provider provider = upstream.provider();
      return new Prepared.Send(
          provider.dialects().contains(client.name())
              ? same(upstream, edited)
              : translated(upstream, edited, all));
    } catch (Refusal refusal) {
      return new Prepared.Answer(Replies.refused(client, refusal));
    }
  }

  private SameCall same(Upstream upstream, Edited edited) {
    JsonSplice splice = client.withoutForeign(edited.body()).splice();
    boolean isUsageOurs = edited.isStream() && !edited.isUsageAsked();
    if (isUsageOurs) {
      client.askUsage(splice);
    }
    String target =
        UpstreamPath.of(
            upstream, Operation.CHAT, client.name(), UpstreamPath.query(arrival.target()));
    return new SameCall(
        new Sent.Request(
            "POST",
            target(target, upstream),
            UpstreamHeaders.same(arrival.headers(), upstream),
            splice.bytes(),
            edited.model(),
            java.util.List.of()),
        client,
        isUsageOurs,
        () -> TokenEstimate.prompt(edited.body().tree()));
  }

  private TranslatedCall translated(Upstream upstream, Edited edited, ChatSettings all) {
    Provider provider = upstream.provider();
    Dialect spoken = Dialects.of(provider.dialects().getFirst());
    Losses losses = new Losses(all.losses());
    ChatRequest request = client.decodeRequest(edited.body().bytes(), losses);
    ToolNames names = spoken.toolNames();
    ModelRules rules = ModelRules.of(provider.name(), edited.model());
    Target target =
        new Target(
            provider.name(), rules, upstream.own().apiVersion(), names, provider.thinkingReplay());
    byte[] encoded = spoken.encodeRequest(request, target, losses);
    String path = UpstreamPath.of(upstream, Operation.CHAT, spoken.name(), null);
    Asked asked =
        new Asked(request, names, arrival.at(), () -> TokenEstimate.prompt(edited.body().tree()));
    return new TranslatedCall(
        new Sent.Request(
            "POST",
            target(path, upstream),
            UpstreamHeaders.translated(
                arrival.headers(), upstream, request.isStream() ? EVENTS : JSON),
            encoded,
            edited.model(),
            losses.dropped()),
        spoken,
        client,
        asked,
        all.losses());
  }

  private static String target(@org.jspecify.annotations.Nullable String path, Upstream upstream) {
    if (path == null) {
      throw new Refusal("", "the provider `" + upstream.provider().name() + "` takes no chats");
    }
    return path;
  }
}
