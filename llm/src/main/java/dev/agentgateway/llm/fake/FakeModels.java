package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeModel;
import dev.agentgateway.llm.fake.chat.FakePlan;
import dev.agentgateway.llm.fake.chat.FakePlan.Fault.Kind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fake models, one line each. `docs/fake-models.md` holds the same table.
public final class FakeModels {

  private static final int AFTER = 3;

  public static final List<Row> ALL =
      List.of(
          row("fake-echo", "", "says back what the user said last", Talk::echo),
          row(
              "fake-long",
              "-TOKENS-RATE",
              "400 tokens at 200 a second; headers x-fake-tokens and x-fake-rate do the same",
              Talk::longText),
          row(
              "fake-tools",
              "",
              "calls the tool that the user names, else the first; a JSON object in the text"
                  + " becomes"
                  + " its arguments; then says what the tool said",
              Calls::one),
          row("fake-parallel-tools", "", "calls up to three tools at once", Calls::parallel),
          row(
              "fake-think",
              "-redacted",
              "thinks, with a signature that is checked when it comes back; calls a tool if there"
                  + " is"
                  + " one",
              Think::aloud),
          row("fake-json", "", "fills the schema that is asked for", Talk::json),
          row(
              "fake-cache",
              "",
              "tells of a cache: marked parts are written, what came before the last answer is"
                  + " read",
              Talk::cached),
          row(
              "fake-refusal",
              "-filter",
              "refuses; -filter: cut by a content filter",
              Talk::refusal),
          row("fake-vision", "", "tells type, size and dimensions of each image", Vision::describe),
          row(
              "fake-max-tokens",
              "",
              "talks until the limit of tokens, 16 if none is set",
              Talk::toTheLimit),
          row(
              "fake-slow-first",
              "-MILLIS",
              "the head at once, its first token 2000 ms later",
              (chat, args) ->
                  Talk.faulty(chat, Kind.SLOW_FIRST, 0, args.millis(0, Duration.ofSeconds(2)))),
          row(
              "fake-stall",
              "-PIECES",
              "stops after 3 pieces and leaves the connection open",
              fault(Kind.STALL)),
          row("fake-cut", "-PIECES", "closes the connection after 3 pieces", fault(Kind.CUT)),
          row(
              "fake-malformed",
              "-PIECES",
              "sends broken JSON after 3 pieces, then the rest",
              fault(Kind.MALFORMED)),
          row(
              "fake-error-event",
              "-PIECES",
              "sends an error event after 3 pieces",
              fault(Kind.ERROR_EVENT)),
          row("fake-endless", "", "never stops talking", fault(Kind.ENDLESS)),
          row("fake-silent", "", "takes the request and never answers", Troubles::silent),
          row("fake-html", "", "a page of HTML with status 200", Troubles::html),
          row("fake-empty", "", "an empty body with status 200", Troubles::empty),
          row("fake-400", "", "invalid request", Troubles.of(400)),
          row("fake-401", "", "invalid key", Troubles.of(401)),
          row("fake-403", "", "no permission", Troubles.of(403)),
          row("fake-404", "", "no such model", Troubles.of(404)),
          row("fake-408", "", "request timeout", Troubles.of(408)),
          row("fake-413", "", "request too large", Troubles.of(413)),
          row(
              "fake-429",
              "-SECONDS",
              "rate limit, with Retry-After of 1 second; 0: without the header",
              Troubles::rateLimit),
          row("fake-500", "", "server error", Troubles.of(500)),
          row("fake-503", "", "unavailable", Troubles.of(503)),
          row("fake-529", "", "overloaded", Troubles.of(529)),
          row(
              "fake-context-exceeded",
              "",
              "the prompt is too long for the model",
              Troubles::contextExceeded),
          row(
              "fake-flaky",
              "-N",
              "every second request (every N-th) fails with 503, the others are echoed",
              Troubles::flaky));

  private FakeModels() {}

  /// @param arguments what may follow the name; empty for nothing
  /// @param words what it does, for people
  public record Row(String name, String arguments, String words, FakeModel model) {}

  /// A model found by a name, and what followed.
  public record Found(Row row, List<String> words) {}

  /// Null for a name that is no fake model's.
  public static @Nullable Found find(String model) {
    Row best = null;
    for (Row row : ALL) {
      boolean isLonger = best == null || row.name().length() > best.name().length();
      if (isLonger && (model.equals(row.name()) || model.startsWith(row.name() + "-"))) {
        best = row;
      }
    }
    if (best == null) {
      return null;
    }
    String rest = model.substring(best.name().length());
    return rest.isEmpty()
        ? new Found(best, List.of())
        : best.arguments().isEmpty()
            ? null
            : new Found(best, List.of(rest.substring(1).split("-", -1)));
  }

  private static Row row(String name, String arguments, String words, FakeModel model) {
    return new Row(name, arguments, words, model);
  }

  private static FakeModel fault(Kind kind) {
    return (chat, args) -> Talk.faulty(chat, kind, args.number(0, AFTER), Duration.ZERO);
  }

  /// What the model does with the chat.
  static FakePlan plan(Found found, FakeChat chat, long count) {
    return found.row().model().plan(chat, new FakeModel.Arguments(found.words(), count));
  }
}
