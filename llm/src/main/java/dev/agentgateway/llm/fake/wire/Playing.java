package dev.agentgateway.llm.fake.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakePlan.Fault;
import dev.agentgateway.llm.fake.chat.FakePlan.Speech;
import dev.agentgateway.llm.fake.script.FakeScript;
import dev.agentgateway.llm.fake.script.FakeStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// Turns a speech into steps, with its fault at its place.
final class Playing {

  private static final String ERROR_WORDS = "Overloaded";
  private static final Duration ENDLESS_EVERY = Duration.ofMillis(5);

  private Playing() {}

  static FakeScript speech(FakeChat chat, Speech speech) {
    return chat.isStreamed() ? streamed(chat, speech) : buffered(chat, speech);
  }

  private static FakeScript streamed(FakeChat chat, Speech speech) {
    List<WirePiece> pieces =
        switch (chat.dialect()) {
          case MESSAGES -> MessagesAnswer.stream(chat, speech);
          case COMPLETIONS -> CompletionsAnswer.stream(chat, speech);
        };
    List<FakeStep> steps = new ArrayList<>();
    String type =
        chat.dialect() == FakeDialect.MESSAGES
            ? "text/event-stream; charset=utf-8"
            : "text/event-stream";
    steps.add(
        new FakeStep.Head(
            200,
            WireHeaders.of(chat.dialect(), chat.seed(), type).with("cache-control", "no-cache")));
    Fault fault = speech.fault();
    if (fault.kind() == Fault.Kind.SLOW_FIRST) {
      steps.add(new FakeStep.Pause(fault.delay()));
    }
    return switch (fault.kind()) {
      case NONE, SLOW_FIRST -> {
        play(pieces, speech.pieceEvery(), steps);
        yield new FakeScript(steps);
      }
      case ENDLESS -> endless(steps, pieces);
      case STALL, CUT, MALFORMED, ERROR_EVENT -> {
        int at = faultAt(pieces, fault.after());
        play(pieces.subList(0, at), Duration.ZERO, steps);
        steps.addAll(fault(chat, fault));
        if (fault.kind() == Fault.Kind.MALFORMED) {
          play(pieces.subList(at, pieces.size()), Duration.ZERO, steps);
        }
        yield new FakeScript(steps);
      }
    };
  }

  private static void play(List<WirePiece> pieces, Duration every, List<FakeStep> steps) {
    for (WirePiece piece : pieces) {
      if (piece.isContent() && !every.isZero()) {
        steps.add(new FakeStep.Pause(every));
      }
      steps.add(piece.step());
    }
  }

  /// Where so many pieces of content have been sent, or all there are.
  private static int faultAt(List<WirePiece> pieces, int after) {
    int seen = 0;
    int at = 0;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).isContent()) {
        if (seen == after) {
          return i;
        }
        seen++;
        at = i + 1;
      }
    }
    return at;
  }

  private static List<FakeStep> fault(FakeChat chat, Fault fault) {
    return switch (fault.kind()) {
      case STALL -> List.of(new FakeStep.Silence());
      case CUT -> List.of(new FakeStep.Cut());
      case MALFORMED -> {
        String name = chat.dialect() == FakeDialect.MESSAGES ? "event: content_block_delta\n" : "";
        yield List.of(send(name + "data: {\"type\":\"content_block_delta\",\"ind\n\n"));
      }
      case ERROR_EVENT ->
          List.of(
              send(
                  switch (chat.dialect()) {
                    case MESSAGES ->
                        MessagesAnswer.errorEvent(chat, "overloaded_error", ERROR_WORDS);
                    case COMPLETIONS ->
                        CompletionsAnswer.errorEvent("server_error", null, ERROR_WORDS);
                  }));
      case NONE, SLOW_FIRST, ENDLESS -> List.of();
    };
  }

  /// Says its content over and over. Memory does not grow: the steps are made as they are asked
  /// for.
  private static FakeScript endless(List<FakeStep> head, List<WirePiece> pieces) {
    List<FakeStep> start = new ArrayList<>(head);
    play(pieces.subList(0, faultAt(pieces, 0)), Duration.ZERO, start);
    List<FakeStep> round = new ArrayList<>();
    play(pieces.stream().filter(WirePiece::isContent).toList(), ENDLESS_EVERY, round);
    if (round.isEmpty()) {
      // A limit of no tokens leaves nothing to say.
      round.addAll(List.of(new FakeStep.Pause(ENDLESS_EVERY), send(": endless\n\n")));
    }
    return new FakeScript(() -> new Rounds(start, round));
  }

  private static FakeScript buffered(FakeChat chat, Speech speech) {
    String text =
        switch (chat.dialect()) {
          case MESSAGES -> MessagesAnswer.whole(chat, speech);
          case COMPLETIONS -> CompletionsAnswer.whole(chat, speech);
        };
    byte[] body = text.getBytes(UTF_8);
    Headers headers = WireHeaders.of(chat.dialect(), chat.seed(), "application/json");
    FakeStep head =
        new FakeStep.Head(200, headers.with("content-length", String.valueOf(body.length)));
    Fault fault = speech.fault();
    byte[] half = Arrays.copyOf(body, fault.after() == 0 ? 0 : body.length / 2);
    return switch (fault.kind()) {
      case NONE -> timed(speech, head, body);
      case SLOW_FIRST ->
          FakeScript.of(new FakeStep.Pause(fault.delay()), head, new FakeStep.Send(body));
      case STALL -> FakeScript.of(head, new FakeStep.Send(half), new FakeStep.Silence());
      case CUT -> FakeScript.of(head, new FakeStep.Send(half), new FakeStep.Cut());
      case MALFORMED -> FakeScript.whole(200, headers, half);
      case ERROR_EVENT -> FakeScript.whole(200, headers, errorBody(chat).getBytes(UTF_8));
      case ENDLESS ->
          new FakeScript(() ->
              new Rounds(
                  List.of(new FakeStep.Head(200, headers), new FakeStep.Send(half)),
                  List.of(send(" ".repeat(4096)), new FakeStep.Pause(ENDLESS_EVERY))));
    };
  }

  private static FakeScript timed(Speech speech, FakeStep head, byte[] body) {
    long tokens = speech.usage().output();
    Duration length = speech.pieceEvery().multipliedBy(tokens);
    return length.isZero()
        ? FakeScript.of(head, new FakeStep.Send(body))
        : FakeScript.of(new FakeStep.Pause(length), head, new FakeStep.Send(body));
  }

  private static String errorBody(FakeChat chat) {
    return switch (chat.dialect()) {
      case MESSAGES ->
          MessagesAnswer.errorBody(
                  "overloaded_error", ERROR_WORDS, MessagesAnswer.requestId(chat.seed()))
              .toString();
      case COMPLETIONS ->
          CompletionsAnswer.errorBody("server_error", null, null, ERROR_WORDS).toString();
    };
  }

  private static FakeStep send(String text) {
    return new FakeStep.Send(text.getBytes(UTF_8));
  }

  /// A beginning, then the same steps again and again.
  private static final class Rounds implements Iterator<FakeStep> {

    private final List<FakeStep> start;
    private final List<FakeStep> round;
    private int at;

    Rounds(List<FakeStep> start, List<FakeStep> round) {
      this.start = start;
      this.round = round;
    }

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public FakeStep next() {
      FakeStep step = at < start.size() ? start.get(at) : round.get(at - start.size());
      at++;
      if (at == start.size() + round.size()) {
        at = start.size();
      }
      return step;
    }
  }
}
