package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeThinking;
import dev.agentgateway.llm.fake.chat.FakeModel.Arguments;
import dev.agentgateway.llm.fake.chat.FakePlan;
import dev.agentgateway.llm.fake.chat.FakePlan.Block;
import dev.agentgateway.llm.fake.chat.FakeSignature;
import dev.agentgateway.llm.fake.chat.FakeUsage;
import java.util.ArrayList;
import java.util.List;

/// The model that thinks before it speaks.
final class Think {

  private Think() {}

  static FakePlan aloud(FakeChat chat, Arguments args) {
    List<Block> blocks = new ArrayList<>();
    if (chat.thinking() != FakeThinking.OFF) {
      String thought = "The user wants an answer. I shall give one: step by step, then in words.";
      blocks.add(new Block.Thinking(thought, FakeSignature.sign(thought)));
      if (args.has("redacted")) {
        blocks.add(new Block.Redacted(FakeSignature.sign("redacted " + chat.seed())));
      }
    }
    if (chat.tools().isEmpty() || chat.toolChoice().mode().equals("none")) {
      blocks.add(new Block.Text(Talk.echoed(chat)));
    } else {
      blocks.addAll(Calls.blocks(chat, 1));
    }
    return Speaking.say(chat, blocks, FakeUsage.plain(chat));
  }
}
