package dev.agentgateway.llm.translate;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.ReplyFacts;
import dev.agentgateway.llm.StreamReply;
import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.chat.ChatError;
import dev.agentgateway.llm.chat.ChatEvent;
import dev.agentgateway.llm.chat.ChatEvent.TextDelta;
import dev.agentgateway.llm.dialect.Asked;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.StreamDecoder;
import dev.agentgateway.llm.dialect.StreamEncoder;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.fidelity.Refusal;
import dev.agentgateway.llm.sse.SseEvent;
import dev.agentgateway.llm.sse.SseReader;
import dev.agentgateway.llm.sse.SseWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A stream of one dialect written as another, event by event.
final class TranslatedStream implements StreamReply {

  private static final byte[] NOTHING = {};
  private static final byte[] BLANK_LINE = {'\n', '\n'};

  private final int status;
  private final Headers headers;
  private final Dialect client;
  private final StreamDecoder decoder;
  private final StreamEncoder encoder;
  private final SseReader reader = new SseReader();
  private final SseWriter out = new SseWriter();
  private final Losses losses = new Losses(Fidelity.LENIENT);
  private final Noted noted;
  private final EventBounds bounds = new EventBounds();
  private final PlainTexts texts = new PlainTexts();
  private final WholeCharacters characters = new WholeCharacters();
  private boolean isBetween = true; // events, so that the next byte begins one
  private final boolean isCounted; // by the encoder, which must see every text for that
  private boolean isEnded;

  TranslatedStream(int status, Headers headers, Dialect spoken, Dialect client, Asked asked) {
    this.status = status;
    this.headers = headers;
    this.client = client;
    this.isCounted = asked.request().search() != null;
    this.noted = new Noted(spoken, asked.promptTokens());
    this.decoder = spoken.decodeStream();
    this.encoder = client.encodeStream(asked, losses);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public byte[] on(ByteBuffer piece) {
    if (isOver()) {
      return NOTHING;
    }
    byte[] bytes = new byte[piece.remaining()];
    piece.get(piece.position(), bytes);
    out.expect(bytes.length * 2);
    int from = 0;
    while (from < bytes.length && !isOver()) {
      if (isBetween) {
        from = texts.carry(bytes, from, out, noted);
        if (from == bytes.length) {
          break;
        }
      }
      int end = bounds.next(bytes, from);
      int to = end < 0 ? bytes.length : end;
      boolean isWhole = isBetween && end >= 0;
      isBetween = end >= 0;
      take(bytes, from, to, isWhole);
      from = to;
    }
    Failure tooLarge = reader.failure();
    if (tooLarge != null) {
      broken(tooLarge);
    }
    return out.take();
  }

  @Override
  public byte[] end() {
    if (isOver()) {
      return NOTHING;
    }
    takeRest();
    if (!isOver()) {
      if (decoder.isComplete()) {
        finish();
      } else {
        broken(new Failure.UpstreamCut("the stream stopped before its end"));
      }
    }
    return out.take();
  }

  @Override
  public byte[] fail(Failure failure) {
    if (isOver()) {
      return NOTHING;
    }
    broken(failure);
    return out.take();
  }

  @Override
  public boolean isWhole() {
    return isEnded && !noted.isFailed();
  }

  @Override
  public byte[] ping() {
    if (isOver()) {
      return NOTHING;
    }
    if (noted.isStarted()) {
      client.writePing(out);
    } else {
      out.comment("");
    }
    return out.take();
  }

  @Override
  public boolean hasContent() {
    return noted.hasContent();
  }

  @Override
  public ReplyFacts facts() {
    return noted.facts(losses.dropped());
  }

  @Override
  public ReplyFacts lastFacts() {
    return noted.lastFacts(losses.dropped());
  }

  private boolean isOver() {
    return isEnded || noted.isFailed();
  }

  /// @param isWhole whether these bytes are one event
  private void take(byte[] bytes, int from, int to, boolean isWhole) {
    for (SseEvent event : reader.on(bytes, from, to)) {
      if (isOver()) {
        return;
      }
      int written = out.size();
      try {
        List<ChatEvent> events = decoder.on(event);
        events.forEach(each -> characters.on(each, this::each));
        if (isWhole
            && !isCounted
            && events.size() == 1
            && events.getFirst() instanceof TextDelta(String text)) {
          byte[] whole = Arrays.copyOfRange(bytes, from, to);
          texts.seen(whole, event.data().length(), text, out.since(written));
        } else {
          texts.other();
        }
        noted.noted(event);
      } catch (Refusal malformed) {
        broken(new Failure.UpstreamMalformed(malformed.words()));
      }
    }
  }

  /// What stands without an empty line behind it: a whole event, or one that was cut.
  private void takeRest() {
    try {
      for (SseEvent event : reader.on(BLANK_LINE)) {
        decoder.on(event).forEach(each -> characters.on(each, this::each));
        noted.noted(event);
      }
    } catch (Refusal cut) {
      broken(new Failure.UpstreamCut("the stream stopped before its end"));
    }
  }

  private void each(ChatEvent event) {
    noted.note(event);
    switch (event) {
      case ChatEvent.Failed(ChatError error) -> client.writeStreamError(error, out);
      case ChatEvent.Ended _ -> finish();
      case ChatEvent.Started _,
          ChatEvent.TextDelta _,
          ChatEvent.DeclinedDelta _,
          ChatEvent.ThinkingDelta _,
          ChatEvent.Signature _,
          ChatEvent.Redacted _,
          ChatEvent.ToolStarted _,
          ChatEvent.ToolDelta _,
          ChatEvent.PartEnded _,
          ChatEvent.Finished _,
          ChatEvent.UsageTold _,
          ChatEvent.Cited _,
          ChatEvent.Lost _ ->
          encoder.on(event, out);
    }
  }

  private void finish() {
    Usage estimate = noted.estimate();
    if (estimate != null) {
      encoder.on(new ChatEvent.UsageTold(estimate), out);
    }
    encoder.end(out);
    isEnded = true;
  }

  private void broken(Failure failure) {
    noted.fail(failure);
    client.writeStreamError(Replies.error(failure), out);
  }
}
