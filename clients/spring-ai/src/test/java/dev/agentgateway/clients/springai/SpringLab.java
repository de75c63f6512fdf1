package dev.agentgateway.clients.springai;

import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

/// The library, pointed at the gateway, and the two ways to ask.
final class SpringLab {

  /// Whether an answer comes whole or in pieces.
  enum Way {
    BUFFERED,
    STREAMED
  }

  /// What a tool of these tests is asked.
  record Place(String city) {}

  private SpringLab() {}

  static OpenAiChatOptions.Builder options(ClientLab lab, Vendor vendor, String model) {
    OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
    options.baseUrl(lab.url(vendor) + "/v1");
    options.apiKey(ClientLab.CLIENT_KEY);
    options.model(model);
    options.maxRetries(0);
    options.timeout(Duration.ofSeconds(20));
    return options;
  }

  static ChatResponse ask(Way way, OpenAiChatOptions options, List<Message> messages) {
    OpenAiChatModel model = model(options);
    Prompt prompt = new Prompt(messages, options);
    return switch (way) {
      case BUFFERED -> model.call(prompt);
      case STREAMED -> streamed(model, prompt);
    };
  }

  private static ChatResponse streamed(OpenAiChatModel model, Prompt prompt) {
    AtomicReference<ChatResponse> whole = new AtomicReference<>();
    try {
      new MessageAggregator()
          .aggregate(model.stream(prompt), whole::set)
          .blockLast(Duration.ofSeconds(30));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException error ? error : e;
    }
    return Objects.requireNonNull(whole.get());
  }

  static OpenAiChatModel model(OpenAiChatOptions options) {
    return OpenAiChatModel.builder().options(options).build();
  }

  static List<Message> says(String text) {
    return List.of(new UserMessage(text));
  }

  static AssistantMessage message(ChatResponse response) {
    return Objects.requireNonNull(response.getResult()).getOutput();
  }

  static String text(ChatResponse response) {
    return Objects.requireNonNull(message(response).getText());
  }

  static ToolCallback tool(String name) {
    return FunctionToolCallback.builder(name, (Place place) -> name + " of " + place.city())
        .description("Tells of a city")
        .inputType(Place.class)
        .build();
  }
}
