package dev.agentgateway.llm.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client asks, in the words of no dialect.
///
/// @param messages in order; system messages stand where they were written
/// @param maxTokens null when the client left it open
/// @param isUsageAsked whether a stream is to tell its usage at its end
/// @param userId an opaque name of the end user
/// @param serviceTier in OpenAI's words: `auto`, `default`, `flex`, `priority`
/// @param search null for none
/// @param isLegacyFunctions whether it used `functions`, so that the answer must use
///   `function_call`
public record ChatRequest(
    String model,
    List<Message> messages,
    List<Tool> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable Boolean parallelTools,
    @Nullable Long maxTokens,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long topK,
    List<String> stop,
    boolean isStream,
    boolean isUsageAsked,
    Thinking thinking,
    @Nullable OutputFormat format,
    @Nullable String userId,
    @Nullable String serviceTier,
    @Nullable WebSearch search,
    boolean isLegacyFunctions) {

  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    stop = List.copyOf(stop);
  }

  public ChatRequest with(String changedModel, List<Message> changedMessages) {
    return new ChatRequest(
        changedModel,
        changedMessages,
        tools,
        toolChoice,
        parallelTools,
        maxTokens,
        temperature,
        topP,
        topK,
        stop,
        isStream,
        isUsageAsked,
        thinking,
        format,
        userId,
        serviceTier,
        search,
        isLegacyFunctions);
  }

  /// Whether any turn of the assistant called a tool.
  public boolean hasToolHistory() {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall) {
          return true;
        }
      }
    }
    return false;
  }
}
