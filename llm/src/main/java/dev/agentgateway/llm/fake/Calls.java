package dev.agentgateway.llm.fake;

import dev.agentgateway.llm.fake.chat.FakeChat;
import dev.agentgateway.llm.fake.chat.FakeChat.FakePart;
import dev.agentgateway.llm.fake.chat.FakeChat.FakeTool;
import dev.agentgateway.llm.fake.chat.FakeDialect;
import dev.agentgateway.llm.fake.chat.FakeModel.Arguments;
import dev.agentgateway.llm.fake.chat.FakePlan;
import dev.agentgateway.llm.fake.chat.FakePlan.Block;
import dev.agentgateway.llm.fake.chat.FakeUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Models that call tools, and tell what came of it.
final class Calls {

  private static final int PARALLEL_MAX = 3;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Calls() {}

  static FakePlan one(FakeChat chat, Arguments args) {
    List<Block> blocks = blocks(chat, 1);
    return Speaking.say(chat, blocks, FakeUsage.plain(chat));
  }

  static FakePlan parallel(FakeChat chat, Arguments args) {
    List<Block> blocks = blocks(chat, chat.toolChoice().isParallel() ? PARALLEL_MAX : 1);
    return Speaking.say(chat, blocks, FakeUsage.plain(chat));
  }

  /// Words and calls; only words where there are results to tell of, or nothing to call.
  static List<Block> blocks(FakeChat chat, int callsMax) {
    if (!chat.results().isEmpty()) {
      return List.of(new Block.Text(told(chat.results())));
    }
    List<FakeTool> chosen = chosen(chat, callsMax);
    if (chosen.isEmpty()) {
      return List.of(new Block.Text("There is no tool to call."));
    }
    List<Block> blocks = new ArrayList<>();
    boolean isForced = !chat.toolChoice().mode().equals("auto");
    if (!isForced) {
      blocks.add(new Block.Text("Let me look that up."));
    }
    for (int i = 0; i < chosen.size(); i++) {
      FakeTool tool = chosen.get(i);
      blocks.add(new Block.Call(id(chat, i), tool.name(), arguments(chat, tool)));
    }
    return blocks;
  }

  static String told(List<FakePart.Result> results) {
    List<String> texts = results.stream().map(FakePart.Result::text).toList();
    return (texts.size() == 1 ? "The tool said: " : "The tools said: ") + String.join("; ", texts);
  }

  private static List<FakeTool> chosen(FakeChat chat, int callsMax) {
    return switch (chat.toolChoice().mode()) {
      case "none" -> List.of();
      case "tool" ->
          chat.tools().stream()
              .filter(tool -> tool.name().equals(chat.toolChoice().name()))
              .limit(1)
              .toList();
      default -> free(chat, callsMax);
    };
  }

  private static List<FakeTool> free(FakeChat chat, int callsMax) {
    if (chat.tools().isEmpty()) {
      return List.of();
    }
    if (callsMax == 1) {
      return List.of(named(chat));
    }
    if (chat.tools().size() == 1) {
      return List.of(chat.tools().getFirst(), chat.tools().getFirst());
    }
    return chat.tools().subList(0, Math.min(callsMax, chat.tools().size()));
  }

  /// The tool whose name stands in the user's text, the longest of them, else the first.
  private static FakeTool named(FakeChat chat) {
    FakeTool best = chat.tools().getFirst();
    int length = 0;
    for (FakeTool tool : chat.tools()) {
      if (tool.name().length() > length && chat.lastText().contains(tool.name())) {
        best = tool;
        length = tool.name().length();
      }
    }
    return best;
  }

  private static JsonNode arguments(FakeChat chat, FakeTool tool) {
    JsonNode given = objectIn(chat.lastText());
    return given != null ? given : Samples.of(tool.schema(), chat.lastText());
  }

  /// The JSON object that stands in a text from its first to its last brace; null without one.
  private static @Nullable JsonNode objectIn(String text) {
    int open = text.indexOf('{');
    int close = text.lastIndexOf('}');
    if (open < 0 || close < open) {
      return null;
    }
    try {
      JsonNode found = MAPPER.readTree(text.substring(open, close + 1));
      return found.isObject() ? found : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String id(FakeChat chat, int i) {
    String prefix = chat.dialect() == FakeDialect.MESSAGES ? "toolu_" : "call_";
    return prefix + chat.seed().substring(0, 22) + "%02d".formatted(i);
  }
}
