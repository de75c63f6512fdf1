package dev.agentgateway.clients.langchain4j;

import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;

/// A client of LangChain4j, by the format it speaks and the way it asks.
enum Client {
  OPENAI_BUFFERED,
  OPENAI_STREAMED,
  ANTHROPIC_BUFFERED,
  ANTHROPIC_STREAMED;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  boolean speaksAnthropic() {
    return this == ANTHROPIC_BUFFERED || this == ANTHROPIC_STREAMED;
  }

  ChatResponse ask(ClientLab lab, Vendor vendor, String model, ChatRequest.Builder chat) {
    return ask(lab, vendor, model, 0, chat);
  }

  ChatResponse ask(
      ClientLab lab, Vendor vendor, String model, int retriesMax, ChatRequest.Builder chat) {
    return switch (this) {
      case OPENAI_BUFFERED -> openai(lab, vendor, model, retriesMax).chat(chat.build());
      case ANTHROPIC_BUFFERED -> anthropic(lab, vendor, model, retriesMax).chat(chat.build());
      case OPENAI_STREAMED, ANTHROPIC_STREAMED -> {
        Collected collected = new Collected();
        streaming(lab, vendor, model).chat(chat.build(), collected);
        yield collected.response();
      }
    };
  }

  StreamingChatModel streaming(ClientLab lab, Vendor vendor, String model) {
    return speaksAnthropic()
        ? AnthropicStreamingChatModel.builder()
            .baseUrl(lab.url(vendor) + "/v1")
            .apiKey(ClientLab.CLIENT_KEY)
            .modelName(model)
            .maxTokens(1000)
            .timeout(PATIENCE)
            .thinkingType(model.startsWith("fake-think") ? "adaptive" : null)
            .returnThinking(true)
            .sendThinking(true)
            .build()
        : OpenAiStreamingChatModel.builder()
            .baseUrl(lab.url(vendor) + "/v1")
            .apiKey(ClientLab.CLIENT_KEY)
            .modelName(model)
            .timeout(PATIENCE)
            .strictJsonSchema(true)
            .build();
  }

  private static ChatModel openai(ClientLab lab, Vendor vendor, String model, int retriesMax) {
    return OpenAiChatModel.builder()
        .baseUrl(lab.url(vendor) + "/v1")
        .apiKey(ClientLab.CLIENT_KEY)
        .modelName(model)
        .maxRetries(retriesMax)
        .timeout(PATIENCE)
        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
        .strictJsonSchema(true)
        .build();
  }

  private static ChatModel anthropic(ClientLab lab, Vendor vendor, String model, int retriesMax) {
    return AnthropicChatModel.builder()
        .baseUrl(lab.url(vendor) + "/v1")
        .apiKey(ClientLab.CLIENT_KEY)
        .modelName(model)
        .maxTokens(1000)
        .maxRetries(retriesMax)
        .timeout(PATIENCE)
        .thinkingType(model.startsWith("fake-think") ? "adaptive" : null)
        .returnThinking(true)
        .sendThinking(true)
        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
        .build();
  }
}
