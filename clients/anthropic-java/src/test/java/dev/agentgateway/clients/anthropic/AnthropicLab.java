package dev.agentgateway.clients.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The client, pointed at the gateway, and the two ways to ask.
final class AnthropicLab {

  /// Whether an answer comes whole or in pieces.
  enum Way {
    BUFFERED,
    STREAMED
  }

  private AnthropicLab() {}

  static AnthropicClient client(ClientLab lab, Vendor provider) {
    return client(lab, provider, 0);
  }

  static AnthropicClient client(ClientLab lab, Vendor provider, int retriesMax) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(lab.url(provider))
        .apiKey(ClientLab.CLIENT_KEY)
        .maxRetries(retriesMax)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  static MessageCreateParams.Builder chat(String model, String text) {
    return MessageCreateParams.builder().model(model).maxTokens(1000).addUserMessage(text);
  }

  static Message ask(AnthropicClient client, Way way, MessageCreateParams.Builder chat) {
    return switch (way) {
      case BUFFERED -> client.messages().create(chat.build()).validate();
      case STREAMED -> {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream =
            client.messages().createStreaming(chat.build())) {
          stream.stream().forEach(event -> whole.accumulate(event.validate()));
        }
        yield whole.message();
      }
    };
  }

  static String text(Message message) {
    return message.content().stream()
        .flatMap(block -> block.text().stream())
        .map(TextBlock::text)
        .collect(Collectors.joining());
  }

  static List<ToolUseBlock> calls(Message message) {
    return message.content().stream()
        .filter(ContentBlock::isToolUse)
        .map(ContentBlock::asToolUse)
        .toList();
  }

  static String stop(Message message) {
    return message.stopReason().orElseThrow().asString();
  }

  static Tool tool(String name) {
    Tool.InputSchema.Properties properties =
        Tool.InputSchema.Properties.builder()
            .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
            .build();
    return Tool.builder()
        .name(name)
        .description("Tells of a city")
        .inputSchema(Tool.InputSchema.builder().properties(properties).addRequired("city").build())
        .build();
  }
}
