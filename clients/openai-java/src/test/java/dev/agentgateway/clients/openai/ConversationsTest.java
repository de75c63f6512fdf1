package dev.agentgateway.clients.openai;

import static dev.agentgateway.clients.openai.OpenAiLab.ask;
import static dev.agentgateway.clients.openai.OpenAiLab.calls;
import static dev.agentgateway.clients.openai.OpenAiLab.chat;
import static dev.agentgateway.clients.openai.OpenAiLab.message;
import static dev.agentgateway.clients.openai.OpenAiLab.text;
import static dev.agentgateway.clients.openai.OpenAiLab.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.models.Model;
import dev.agentgateway.clients.openai.OpenAiLab.Way;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.agentgateway.testkit.Received;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What people do with the client when all goes well.
final class ConversationsTest {

  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static ClientLab lab;

  /// A shape that the client writes a schema from.
  static final class Weather {
    public String city;
    public int degrees;
    public boolean isSunny;
  }

  @BeforeAll
  static void start() {
    lab = ClientLab.start();
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Vendor.values())
        .flatMap(provider -> Stream.of(Way.values()).map(way -> Arguments.of(provider, way)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerComesWithItsUsage(Vendor provider, Way way) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    ChatCompletion answer = ask(client, way, chat("fake-echo", "Hello gateway, hello"));
    assertThat(text(answer)).contains("Hello gateway, hello");
    assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
    assertThat(answer.model()).isEqualTo("fake-echo");
    assertThat(answer.usage())
        .hasValueSatisfying(usage -> {
          assertThat(usage.promptTokens()).isPositive();
          assertThat(usage.completionTokens()).isPositive();
          assertThat(usage.totalTokens())
              .isEqualTo(usage.promptTokens() + usage.completionTokens());
        });
    Received received = lab.latest(provider);
    assertThat(received.headers().toString()).doesNotContain(ClientLab.CLIENT_KEY);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aToolIsCalledAndItsResultTold(Vendor provider, Way way) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    ChatCompletionCreateParams.Builder chat =
        chat("fake-tools", "Use weather for {\"city\":\"Pécs\"}")
            .addFunctionTool(tool("weather"))
            .addFunctionTool(tool("news"));
    ChatCompletion first = ask(client, way, chat);
    assertThat(first.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
    assertThat(calls(first)).hasSize(1);
    ChatCompletionMessageFunctionToolCall call = calls(first).getFirst();
    assertThat(call.function().name()).isEqualTo("weather");
    assertThat(call.function().arguments().replace(" ", "")).isEqualTo("{\"city\":\"Pécs\"}");
    chat.addMessage(message(first)).addMessage(result(call, "21 degrees"));
    ChatCompletion second = ask(client, way, chat);
    assertThat(text(second)).isEqualTo("The tool said: 21 degrees");
    assertThat(second.choices().getFirst().finishReason().asString()).isEqualTo("stop");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void toolsAreCalledInParallel(Vendor provider, Way way) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    ChatCompletionCreateParams.Builder chat =
        chat("fake-parallel-tools", "All of it, please")
            .addFunctionTool(tool("weather"))
            .addFunctionTool(tool("news"))
            .addFunctionTool(tool("maps"));
    ChatCompletion first = ask(client, way, chat);
    assertThat(calls(first))
        .extracting(call -> call.function().name())
        .containsExactly("weather", "news", "maps");
    Set<String> ids = new HashSet<>();
    calls(first).forEach(call -> ids.add(call.id()));
    assertThat(ids).hasSize(3);
    chat.addMessage(message(first));
    calls(first).forEach(call -> chat.addMessage(result(call, "of " + call.function().name())));
    assertThat(text(ask(client, way, chat)))
        .isEqualTo("The tools said: of weather; of news; of maps");
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aSchemaIsFilledAndReadIntoAClass(Vendor provider) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    List<Weather> found =
        client
            .chat()
            .completions()
            .create(chat("fake-json", "The weather").responseFormat(Weather.class).build())
            .choices()
            .stream()
            .flatMap(choice -> choice.message().content().stream())
            .toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().city).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anImageIsSeen(Vendor provider, Way way) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    ChatCompletionContentPart image =
        ChatCompletionContentPart.ofImageUrl(
            ChatCompletionContentPartImage.builder()
                .imageUrl(
                    ChatCompletionContentPartImage.ImageUrl.builder()
                        .url("data:image/png;base64," + PIXEL)
                        .build())
                .build());
    ChatCompletionContentPart words =
        ChatCompletionContentPart.ofText(
            ChatCompletionContentPartText.builder().text("What is it?").build());
    ChatCompletionCreateParams.Builder chat =
        ChatCompletionCreateParams.builder()
            .model("fake-vision")
            .addUserMessageOfArrayOfContentParts(List.of(words, image));
    assertThat(text(ask(client, way, chat)))
        .startsWith("Image 1: image/png, ")
        .endsWith(" bytes, 1x1");
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void leavingInMidStreamIsSeenByTheProvider(Vendor provider) {
    OpenAIClient client = OpenAiLab.client(lab, provider);
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat("fake-endless", "Go on").build())) {
      assertThat(stream.stream().limit(5).count()).isEqualTo(5);
    }
    assertThat(lab.latest(provider).awaitLeft(Duration.ofSeconds(5))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Vendor.class,
      names = {"OPENAI"})
  void modelsAreListed(Vendor provider) {
    List<String> ids =
        OpenAiLab.client(lab, provider).models().list().data().stream().map(Model::id).toList();
    assertThat(ids).contains("fake-echo", "fake-tools");
  }

  private static ChatCompletionToolMessageParam result(
      ChatCompletionMessageFunctionToolCall call, String text) {
    return ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content(text).build();
  }
}
