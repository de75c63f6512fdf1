package dev.agentgateway.clients.anthropic;

import static dev.agentgateway.clients.anthropic.AnthropicLab.ask;
import static dev.agentgateway.clients.anthropic.AnthropicLab.calls;
import static dev.agentgateway.clients.anthropic.AnthropicLab.chat;
import static dev.agentgateway.clients.anthropic.AnthropicLab.stop;
import static dev.agentgateway.clients.anthropic.AnthropicLab.text;
import static dev.agentgateway.clients.anthropic.AnthropicLab.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import dev.agentgateway.clients.anthropic.AnthropicLab.Way;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import dev.agentgateway.testkit.Received;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
  static void stopLab() {
    lab.close();
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Vendor.values())
        .flatMap(provider -> Stream.of(Way.values()).map(way -> Arguments.of(provider, way)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerComesWithItsUsage(Vendor provider, Way way) {
    AnthropicClient client = AnthropicLab.client(lab, provider);
    Message answer = ask(client, way, chat("fake-echo", "Hello gateway, hello"));
    assertThat(text(answer)).contains("Hello gateway, hello");
    assertThat(stop(answer)).isEqualTo("end_turn");
    assertThat(answer.model().asString()).isEqualTo("fake-echo");
    assertThat(answer.usage().inputTokens()).isPositive();
    assertThat(answer.usage().outputTokens()).isPositive();
    Received received = lab.latest(provider);
    assertThat(received.headers().toString()).doesNotContain(ClientLab.CLIENT_KEY);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aToolIsCalledAndItsResultTold(Vendor provider, Way way) {
    AnthropicClient client = AnthropicLab.client(lab, provider);
    MessageCreateParams.Builder chat =
        chat("fake-tools", "Use weather for {\"city\":\"Pécs\"}")
            .addTool(tool("weather"))
            .addTool(tool("news"));
    Message first = ask(client, way, chat);
    assertThat(stop(first)).isEqualTo("tool_use");
    assertThat(calls(first)).hasSize(1);
    ToolUseBlock call = calls(first).getFirst();
    assertThat(call.name()).isEqualTo("weather");
    assertThat(call._input().convert(Object.class)).isEqualTo(Map.of("city", "Pécs"));
    chat.addMessage(first).addUserMessageOfContentBlockParams(List.of(result(call, "21 degrees")));
    Message second = ask(client, way, chat);
    assertThat(text(second)).isEqualTo("The tool said: 21 degrees");
    assertThat(stop(second)).isEqualTo("end_turn");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void toolsAreCalledInParallel(Vendor provider, Way way) {
    AnthropicClient client = AnthropicLab.client(lab, provider);
    MessageCreateParams.Builder chat =
        chat("fake-parallel-tools", "All of it, please")
            .addTool(tool("weather"))
            .addTool(tool("news"))
            .addTool(tool("maps"));
    Message first = ask(client, way, chat);
    assertThat(calls(first))
        .extracting(ToolUseBlock::name)
        .containsExactly("weather", "news", "maps");
    Set<String> ids = new HashSet<>();
    calls(first).forEach(call -> ids.add(call.id()));
    assertThat(ids).hasSize(3);
    chat.addMessage(first)
        .addUserMessageOfContentBlockParams(
            calls(first).stream().map(call -> result(call, "of " + call.name())).toList());
    assertThat(text(ask(client, way, chat)))
        .isEqualTo("The tools said: of weather; of news; of maps");
  }

  @ParameterizedTest
  @CsvSource({
    "fake-think, BUFFERED",
    "fake-think, STREAMED",
    "fake-think-redacted, BUFFERED",
    "fake-think-redacted, STREAMED"
  })
  void thinkingComesSignedAndIsTakenBack(String model, Way way) {
    AnthropicClient client = AnthropicLab.client(lab, Vendor.ANTHROPIC);
    MessageCreateParams.Builder chat =
        chat(model, "Use weather for {\"city\":\"Pécs\"}")
            .thinking(ThinkingConfigAdaptive.builder().build())
            .addTool(tool("weather"));
    Message first = ask(client, way, chat);
    ContentBlock thought = first.content().getFirst();
    assertThat(thought.isThinking()).isTrue();
    assertThat(thought.asThinking().thinking()).isNotEmpty();
    assertThat(thought.asThinking().signature()).isNotEmpty();
    assertThat(first.content().stream().anyMatch(ContentBlock::isRedactedThinking))
        .isEqualTo(model.endsWith("redacted"));
    ToolUseBlock call = calls(first).getFirst();
    chat.addMessage(first).addUserMessageOfContentBlockParams(List.of(result(call, "21 degrees")));
    assertThat(text(ask(client, way, chat))).isEqualTo("The tool said: 21 degrees");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void thinkingOfTheOtherFormatIsTakenBack(Way way) {
    AnthropicClient client = AnthropicLab.client(lab, Vendor.OPENAI);
    MessageCreateParams.Builder chat =
        chat("fake-think", "Use weather for {\"city\":\"Pécs\"}")
            .thinking(ThinkingConfigAdaptive.builder().build())
            .addTool(tool("weather"));
    Message first = ask(client, way, chat);
    assertThat(first.content().getFirst().isThinking()).isTrue();
    ToolUseBlock call = calls(first).getFirst();
    chat.addMessage(first).addUserMessageOfContentBlockParams(List.of(result(call, "21 degrees")));
    assertThat(text(ask(client, way, chat))).isEqualTo("The tool said: 21 degrees");
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void aSchemaIsFilledAndReadIntoAClass(Vendor provider) {
    AnthropicClient client = AnthropicLab.client(lab, provider);
    List<Weather> found =
        client
            .messages()
            .create(chat("fake-json", "The weather").outputConfig(Weather.class).build())
            .content()
            .stream()
            .flatMap(block -> block.text().stream())
            .map(text -> text.text())
            .toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().city).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anImageIsSeen(Vendor provider, Way way) {
    AnthropicClient client = AnthropicLab.client(lab, provider);
    ContentBlockParam image =
        ContentBlockParam.ofImage(
            Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                .data(PIXEL)
                .build());
    ContentBlockParam words =
        ContentBlockParam.ofText(TextBlockParam.builder().text("What is it?").build());
    MessageCreateParams.Builder chat =
        MessageCreateParams.builder()
            .model("fake-vision")
            .maxTokens(100)
            .addUserMessageOfContentBlockParams(List.of(image, words));
    assertThat(text(ask(client, way, chat)))
        .startsWith("Image 1: image/png, ")
        .endsWith(" bytes, 1x1");
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void leavingInMidStreamIsSeenByTheProvider(Vendor provider) {
    AnthropicClient client = AnthropicLab.client(lab, provider);
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(chat("fake-endless", "Go on").build())) {
      assertThat(stream.stream().limit(5).count()).isEqualTo(5);
    }
    assertThat(lab.latest(provider).awaitLeft(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void tokensAreCountedAsTheAnswerCountsThem() {
    AnthropicClient client = AnthropicLab.client(lab, Vendor.ANTHROPIC);
    long counted =
        client
            .messages()
            .countTokens(
                MessageCountTokensParams.builder()
                    .model("fake-echo")
                    .addUserMessage("One two three four")
                    .build())
            .inputTokens();
    Message answer = ask(client, Way.BUFFERED, chat("fake-echo", "One two three four"));
    assertThat(answer.usage().inputTokens()).isEqualTo(counted);
  }

  @Test
  void modelsAreListed() {
    AnthropicClient client = AnthropicLab.client(lab, Vendor.ANTHROPIC);
    assertThat(client.models().list().data().stream().map(ModelInfo::id))
        .contains("fake-echo", "fake-tools");
  }

  private static ContentBlockParam result(ToolUseBlock call, String text) {
    return ContentBlockParam.ofToolResult(
        ToolResultBlockParam.builder().toolUseId(call.id()).content(text).build());
  }
}
