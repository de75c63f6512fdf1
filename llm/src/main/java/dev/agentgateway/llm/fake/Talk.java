package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakeModel.Arguments;
import dev.agentgateway.llm.fake.chat.FakePlan;
import dev.agentgateway.llm.fake.chat.FakePlan.Block;
import dev.agentgateway.llm.fake.chat.FakePlan.Fault;
import dev.agentgateway.llm.fake.chat.FakePlan.Reason;
import dev.agentgateway.llm.fake.chat.FakePlan.Speech;
import dev.agentgateway.llm.fake.chat.FakePlan.Stop;
import dev.agentgateway.llm.fake.chat.FakeTokens;
import dev.agentgateway.llm.fake.chat.FakeUsage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Models that only talk.
final class Talk {

  /// Most tokens of `fake-long`.
  static final int TOKENS_MAX = 200_000;

  /// Most tokens a second that are kept apart; past it all come at once.
  private static final int RATE_MAX = 10_000;

  private static final int TO_THE_LIMIT_TOKENS = 16;
  private static final int UNLIMITED_TOKENS = 20_000;

  private Talk() {}

  static FakePlan echo(FakeChat chat, Arguments args) {
    return Speaking.text(chat, echoed(chat));
  }

  static FakePlan longText(FakeChat chat, Arguments args) {
    int tokens = Math.min(TOKENS_MAX, header(chat, "x-fake-tokens", args.number(0, 400)));
    int rate = header(chat, "x-fake-rate", args.number(1, 200));
    Speech speech = Speaking.text(chat, words(tokens));
    Duration every =
        rate < 1 || rate > RATE_MAX ? Duration.ZERO : Duration.ofNanos(1_000_000_000L / rate);
    return new Speech(speech.blocks(), speech.stop(), speech.usage(), every, Fault.NONE);
  }

  static FakePlan json(FakeChat chat, Arguments args) {
    String text =
        chat.format().schema() == null
            ? Samples.object("answer", echoed(chat)).toString()
            : Samples.of(chat.format().schema(), chat.lastText()).toString();
    return Speaking.text(chat, text);
  }

  static FakePlan cached(FakeChat chat, Arguments args) {
    return Speaking.say(chat, List.of(new Block.Text(echoed(chat))), FakeUsage.cached(chat));
  }

  static FakePlan refusal(FakeChat chat, Arguments args) {
    if (args.has("filter")) {
      Speech speech = Speaking.text(chat, "This part was still said before");
      return new Speech(
          speech.blocks(),
          new Stop(Reason.FILTER, "A content filter cut this answer."),
          speech.usage(),
          Duration.ZERO,
          Fault.NONE);
    }
    String words = "A fake model refuses this, whatever it is.";
    // Anthropic bills no refusal that comes before any output; OpenAI's is output itself.
    long output = chat.dialect() == FakeDialect.COMPLETIONS ? FakeTokens.count(words) : 0;
    return new Speech(
        List.of(),
        new Stop(Reason.REFUSAL, words),
        FakeUsage.plain(chat).with(output * chat.choices(), 0),
        Duration.ZERO,
        Fault.NONE);
  }

  static FakePlan toTheLimit(FakeChat chat, Arguments args) {
    long limit = chat.maxTokens() < UNLIMITED_TOKENS ? chat.maxTokens() : TO_THE_LIMIT_TOKENS;
    String text = FakeTokens.first(words((int) limit + 1), limit);
    Speech speech = Speaking.text(chat, text);
    return new Speech(
        speech.blocks(), new Stop(Reason.LENGTH, null), speech.usage(), Duration.ZERO, Fault.NONE);
  }

  static FakePlan faulty(FakeChat chat, Fault.Kind kind, int after, Duration wait) {
    String text =
        "This answer of %s goes wrong where its name says it does.".formatted(chat.model());
    return Speaking.text(chat, text).with(new Fault(kind, after, wait));
  }

  /// What the user said last, else what the tools said.
  static String echoed(FakeChat chat) {
    String text = chat.lastText();
    if (!text.isEmpty()) {
      return text;
    }
    return chat.results().isEmpty() ? "Nothing was said." : Calls.told(chat.results());
  }

  private static String words(int tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= tokens; i++) {
      text.append(i == 1 ? "word" : " word").append(i);
    }
    return text.toString();
  }

  private static int header(FakeChat chat, String name, int otherwise) {
    @Nullable String value = chat.header(name);
    return value != null && value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : otherwise;
  }
}
