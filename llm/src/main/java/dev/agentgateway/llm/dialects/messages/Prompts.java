package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.ChatSettings.PromptMessage;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonSplice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Puts prompts into a request: instructions into `system`, others into `messages`.
final class Prompts {

  private Prompts() {}

  static JsonSplice add(
      JsonFields fields, List<PromptMessage> prepend, List<PromptMessage> append) {
    JsonSplice body = fields.splice();
    body.prepend("messages", said(prepend));
    body.append("messages", said(append));
    List<JsonNode> before = instructions(prepend);
    List<JsonNode> after = instructions(append);
    if (!before.isEmpty() || !after.isEmpty()) {
      String text = fields.text("system");
      if (text != null) {
        body.set("system", JsonNodeFactory.instance.arrayNode().add(block(text)));
      }
      body.prepend("system", before);
      body.append("system", after);
    }
    return body;
  }

  private static List<JsonNode> said(List<PromptMessage> prompts) {
    List<JsonNode> nodes = new ArrayList<>();
    for (PromptMessage prompt : prompts) {
      if (!isInstruction(prompt)) {
        nodes.add(
            JsonNodeFactory.instance
                .objectNode()
                .put("role", prompt.role().toLowerCase(Locale.ROOT))
                .put("content", prompt.content()));
      }
    }
    return nodes;
  }

  private static List<JsonNode> instructions(List<PromptMessage> prompts) {
    List<JsonNode> nodes = new ArrayList<>();
    for (PromptMessage prompt : prompts) {
      if (isInstruction(prompt)) {
        nodes.add(block(prompt.content()));
      }
    }
    return nodes;
  }

  private static JsonNode block(String text) {
    return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
  }

  private static boolean isInstruction(PromptMessage prompt) {
    String role = prompt.role().toLowerCase(Locale.ROOT);
    return role.equals("system") || role.equals("developer");
  }
}
