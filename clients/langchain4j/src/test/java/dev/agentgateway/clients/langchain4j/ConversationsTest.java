package dev.agentgateway.clients.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What people do with the library when all goes well.
final class ConversationsTest {

  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static ClientLab lab;

  @BeforeAll
  static void start() {
    lab = ClientLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Client.values())
        .flatMap(client -> Stream.of(Vendor.values()).map(vendor -> Arguments.of(client, vendor)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerComesWithItsUsage(Client client, Vendor vendor) {
    ChatResponse answer = client.ask(lab, vendor, "fake-echo", chat("Hello gateway, hello"));
    assertThat(answer.aiMessage().text()).contains("Hello gateway, hello");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
    assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aToolIsCalledAndItsResultTold(Client client, Vendor vendor) {
    List<ChatMessage> history = new ArrayList<>();
    history.add(UserMessage.from("Use weather for {\"city\":\"Pécs\"}"));
    List<ToolSpecification> tools = List.of(tool("weather"), tool("news"));
    ChatResponse first = client.ask(lab, vendor, "fake-tools", chat(history, tools));
    assertThat(first.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
    assertThat(first.aiMessage().toolExecutionRequests()).hasSize(1);
    ToolExecutionRequest call = first.aiMessage().toolExecutionRequests().getFirst();
    assertThat(call.name()).isEqualTo("weather");
    assertThat(call.arguments().replaceAll("\\s", "")).isEqualTo("{\"city\":\"Pécs\"}");
    history.add(first.aiMessage());
    history.add(ToolExecutionResultMessage.from(call, "21 degrees"));
    ChatResponse second = client.ask(lab, vendor, "fake-tools", chat(history, tools));
    assertThat(second.aiMessage().text()).isEqualTo("The tool said: 21 degrees");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void toolsAreCalledInParallel(Client client, Vendor vendor) {
    List<ChatMessage> history = new ArrayList<>();
    history.add(UserMessage.from("All of it, please"));
    List<ToolSpecification> tools = List.of(tool("weather"), tool("news"), tool("maps"));
    ChatResponse first = client.ask(lab, vendor, "fake-parallel-tools", chat(history, tools));
    List<ToolExecutionRequest> calls = first.aiMessage().toolExecutionRequests();
    assertThat(calls)
        .extracting(ToolExecutionRequest::name)
        .containsExactly("weather", "news", "maps");
    history.add(first.aiMessage());
    calls.forEach(call -> history.add(ToolExecutionResultMessage.from(call, "of " + call.name())));
    ChatResponse second = client.ask(lab, vendor, "fake-parallel-tools", chat(history, tools));
    assertThat(second.aiMessage().text()).isEqualTo("The tools said: of weather; of news; of maps");
  }

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC_BUFFERED, fake-think",
    "ANTHROPIC_STREAMED, fake-think",
    "ANTHROPIC_BUFFERED, fake-think-redacted",
    "ANTHROPIC_STREAMED, fake-think-redacted"
  })
  void thinkingComesSignedAndIsTakenBack(Client client, String model) {
    List<ChatMessage> history = new ArrayList<>();
    history.add(UserMessage.from("Use weather for {\"city\":\"Pécs\"}"));
    List<ToolSpecification> tools = List.of(tool("weather"));
    ChatResponse first = client.ask(lab, Vendor.ANTHROPIC, model, chat(history, tools));
    assertThat(first.aiMessage().thinking()).isNotEmpty();
    history.add(first.aiMessage());
    ToolExecutionRequest call = first.aiMessage().toolExecutionRequests().getFirst();
    history.add(ToolExecutionResultMessage.from(call, "21 degrees"));
    ChatResponse second = client.ask(lab, Vendor.ANTHROPIC, model, chat(history, tools));
    assertThat(second.aiMessage().text()).isEqualTo("The tool said: 21 degrees");
    assertThat(lab.latest(Vendor.ANTHROPIC).text()).contains("\"signature\"");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSchemaIsFilled(Client client, Vendor vendor) {
    JsonSchema schema = JsonSchema.builder().name("weather").rootElement(city()).build();
    ResponseFormat format =
        ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema).build();
    ChatResponse answer =
        client.ask(lab, vendor, "fake-json", chat("The weather").responseFormat(format));
    assertThat(answer.aiMessage().text()).matches("\\{\\s*\"city\"\\s*:\\s*\"[^\"]+\"\\s*}");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anImageIsSeen(Client client, Vendor vendor) {
    UserMessage question =
        UserMessage.from(TextContent.from("What is it?"), ImageContent.from(PIXEL, "image/png"));
    ChatResponse answer =
        client.ask(lab, vendor, "fake-vision", ChatRequest.builder().messages(question));
    assertThat(answer.aiMessage().text())
        .startsWith("Image 1: image/png, ")
        .endsWith(" bytes, 1x1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Client.class,
      names = {"OPENAI_STREAMED", "ANTHROPIC_STREAMED"})
  void leavingInMidStreamIsSeenByTheProvider(Client client) throws InterruptedException {
    for (Vendor vendor : Vendor.values()) {
      CountDownLatch cancelled = new CountDownLatch(1);
      client
          .streaming(lab, vendor, "fake-endless")
          .chat(
              chat("Go on").build(),
              new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(
                    PartialResponse part, PartialResponseContext context) {
                  context.streamingHandle().cancel();
                  cancelled.countDown();
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {}

                @Override
                public void onError(Throwable error) {}
              });
      assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(lab.latest(vendor).awaitLeft(Duration.ofSeconds(5))).as("%s", vendor).isTrue();
    }
  }

  private static ChatRequest.Builder chat(String text) {
    return ChatRequest.builder().messages(UserMessage.from(text));
  }

  private static ChatRequest.Builder chat(
      List<ChatMessage> history, List<ToolSpecification> tools) {
    return ChatRequest.builder().messages(List.copyOf(history)).toolSpecifications(tools);
  }

  private static JsonObjectSchema city() {
    return JsonObjectSchema.builder()
        .addStringProperty("city")
        .required("city")
        .additionalProperties(false)
        .build();
  }

  private static ToolSpecification tool(String name) {
    return ToolSpecification.builder()
        .name(name)
        .description("Tells of a city")
        .parameters(city())
        .build();
  }
}
