package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakePlan.Block;
import dev.agentgateway.llm.fake.chat.FakePlan.Fault;
import dev.agentgateway.llm.fake.chat.FakePlan.Reason;
import dev.agentgateway.llm.fake.chat.FakePlan.Speech;
import dev.agentgateway.llm.fake.chat.FakePlan.Stop;
import dev.agentgateway.llm.fake.chat.FakeSignature;
import dev.agentgateway.llm.fake.chat.FakeTokens;
import dev.agentgateway.llm.fake.chat.FakeUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes an answer of blocks: stop sequences and the limit of tokens are kept, tokens are counted.
final class Speaking {

  private final FakeChat chat;
  private final List<Block> said = new ArrayList<>();
  private Stop stop = Stop.END;
  private long output;
  private long thinking;

  private Speaking(FakeChat chat) {
    this.chat = chat;
  }

  static Speech text(FakeChat chat, String text) {
    return say(chat, List.of(new Block.Text(text)), FakeUsage.plain(chat));
  }

  static Speech say(FakeChat chat, List<Block> blocks, FakeUsage usage) {
    Speaking speaking = new Speaking(chat);
    for (Block block : blocks) {
      if (speaking.stop.reason() == Reason.END || speaking.stop.reason() == Reason.CALLS) {
        speaking.take(block);
      }
    }
    return new Speech(
        speaking.said,
        speaking.stop,
        usage.with(speaking.output * chat.choices(), speaking.thinking * chat.choices()),
        Duration.ZERO,
        Fault.NONE);
  }

  private void take(Block block) {
    switch (block) {
      case Block.Text(String text) -> {
        String met = firstStop(text);
        String upTo = met == null ? text : text.substring(0, text.indexOf(met));
        String kept = withinLimit(upTo);
        if (!kept.isEmpty()) {
          said.add(new Block.Text(kept));
        }
        if (kept.length() < upTo.length()) {
          stop = new Stop(Reason.LENGTH, null);
        } else if (met != null) {
          stop = new Stop(Reason.SEQUENCE, met);
        }
      }
      case Block.Thinking(String text, String _) -> {
        String kept = withinLimit(text);
        thinking += FakeTokens.count(kept);
        said.add(new Block.Thinking(kept, FakeSignature.sign(kept)));
        if (kept.length() < text.length()) {
          stop = new Stop(Reason.LENGTH, null);
        }
      }
      case Block.Redacted redacted -> {
        said.add(redacted);
        output++;
        thinking++;
      }
      case Block.Call call -> {
        long tokens = FakeTokens.count(call.arguments().toString()) + 1;
        if (output + tokens > chat.maxTokens()) {
          stop = new Stop(Reason.LENGTH, null);
        } else {
          output += tokens;
          said.add(call);
          stop = Stop.CALLS;
        }
      }
    }
  }

  private String withinLimit(String text) {
    String kept = FakeTokens.first(text, chat.maxTokens() - output);
    output += FakeTokens.count(kept);
    return kept;
  }

  private @Nullable String firstStop(String text) {
    String first = null;
    for (String sequence : chat.stops()) {
      int at = text.indexOf(sequence);
      if (at >= 0 && (first == null || at < text.indexOf(first))) {
        first = sequence;
      }
    }
    return first;
  }
}
