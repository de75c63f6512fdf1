package dev.agentgateway.clients.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The client, pointed at the gateway, and the two ways to ask.
final class OpenAiLab {

  /// Whether an answer comes whole or in pieces.
  enum Way {
    BUFFERED,
    STREAMED
  }

  private OpenAiLab() {}

  static OpenAIClient client(ClientLab lab, Vendor provider) {
    return client(lab, provider, 0);
  }

  static OpenAIClient client(ClientLab lab, Vendor provider, int retriesMax) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(lab.url(provider) + "/v1")
        .apiKey(ClientLab.CLIENT_KEY)
        .maxRetries(retriesMax)
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  static ChatCompletionCreateParams.Builder chat(String model, String text) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage(text);
  }

  static ChatCompletion ask(OpenAIClient client, Way way, ChatCompletionCreateParams.Builder chat) {
    return switch (way) {
      case BUFFERED -> client.chat().completions().create(chat.build()).validate();
      case STREAMED -> {
        ChatCompletionStreamOptions usage =
            ChatCompletionStreamOptions.builder().includeUsage(true).build();
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
            client.chat().completions().createStreaming(chat.streamOptions(usage).build())) {
          stream.stream().forEach(chunk -> whole.accumulate(chunk.validate()));
        }
        yield whole.chatCompletion();
      }
    };
  }

  static ChatCompletionMessage message(ChatCompletion completion) {
    return completion.choices().getFirst().message();
  }

  static String text(ChatCompletion completion) {
    return message(completion).content().orElse("");
  }

  static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletion completion) {
    return message(completion).toolCalls().orElse(List.of()).stream()
        .map(ChatCompletionMessageToolCall::asFunction)
        .toList();
  }

  static FunctionDefinition tool(String name) {
    Object properties = Map.of("city", Map.of("type", "string"));
    FunctionParameters parameters =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty("properties", JsonValue.from(properties))
            .putAdditionalProperty("required", JsonValue.from(List.of("city")))
            .build();
    return FunctionDefinition.builder()
        .name(name)
        .description("Tells of a city")
        .parameters(parameters)
        .build();
  }
}
