package dev.agentgateway.clients.springai;

import static dev.agentgateway.clients.springai.SpringLab.ask;
import static dev.agentgateway.clients.springai.SpringLab.message;
import static dev.agentgateway.clients.springai.SpringLab.options;
import static dev.agentgateway.clients.springai.SpringLab.says;
import static dev.agentgateway.clients.springai.SpringLab.text;
import static dev.agentgateway.clients.springai.SpringLab.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.clients.springai.SpringLab.Place;
import dev.agentgateway.clients.springai.SpringLab.Way;
import dev.agentgateway.testkit.ClientLab;
import dev.agentgateway.testkit.ClientLab.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

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
    return Stream.of(Vendor.values())
        .flatMap(vendor -> Stream.of(Way.values()).map(way -> Arguments.of(vendor, way)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anAnswerComesWithItsUsage(Vendor vendor, Way way) {
    OpenAiChatOptions.Builder options = options(lab, vendor, "fake-echo");
    options.streamUsage(way == Way.STREAMED);
    ChatResponse answer = ask(way, options.build(), says("Hello gateway, hello"));
    assertThat(text(answer)).contains("Hello gateway, hello");
    assertThat(answer.getMetadata().getUsage().getPromptTokens()).isPositive();
    assertThat(answer.getMetadata().getUsage().getCompletionTokens()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aToolIsCalledAndItsResultTold(Vendor vendor, Way way) {
    OpenAiChatOptions.Builder options = options(lab, vendor, "fake-tools");
    options.toolCallbacks(tool("weather"), tool("news"));
    assertThat(told(way, options.build(), "Use weather for {\"city\":\"Pécs\"}", "weather"))
        .isEqualTo("The tool said: \"weather of Pécs\"");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void toolsAreCalledInParallel(Vendor vendor, Way way) {
    OpenAiChatOptions.Builder options = options(lab, vendor, "fake-parallel-tools");
    options.toolCallbacks(tool("weather"), tool("news"), tool("maps"));
    assertThat(told(way, options.build(), "All for {\"city\":\"Pécs\"}", "weather", "news", "maps"))
        .isEqualTo("The tools said: \"weather of Pécs\"; \"news of Pécs\"; \"maps of Pécs\"");
  }

  /// Asks, calls what is asked for, and asks again with what came of it.
  private static String told(Way way, OpenAiChatOptions options, String text, String... tools) {
    List<Message> history = new ArrayList<>(says(text));
    AssistantMessage first = message(ask(way, options, history));
    assertThat(first.getToolCalls())
        .extracting(AssistantMessage.ToolCall::name)
        .containsExactly(tools);
    List<ToolResponse> results =
        first.getToolCalls().stream()
            .map(call ->
                new ToolResponse(call.id(), call.name(), tool(call.name()).call(call.arguments())))
            .toList();
    history.add(first);
    history.add(ToolResponseMessage.builder().responses(results).build());
    return text(ask(way, options, history));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSchemaIsFilledAndReadIntoAClass(Vendor vendor, Way way) {
    BeanOutputConverter<Place> places = new BeanOutputConverter<>(Place.class);
    OpenAiChatOptions.Builder options = options(lab, vendor, "fake-json");
    options.outputSchema(places.getJsonSchema());
    Place place = places.convert(text(ask(way, options.build(), says("The place"))));
    assertThat(place.city()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anImageIsSeen(Vendor vendor, Way way) {
    Media image =
        new Media(
            MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(Base64.getDecoder().decode(PIXEL)));
    UserMessage question = UserMessage.builder().text("What is it?").media(image).build();
    ChatResponse answer = ask(way, options(lab, vendor, "fake-vision").build(), List.of(question));
    assertThat(text(answer)).startsWith("Image 1: image/png, ").endsWith(" bytes, 1x1");
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void leavingInMidStreamIsSeenByTheProvider(Vendor vendor) {
    OpenAiChatOptions options = options(lab, vendor, "fake-endless").build();
    List<ChatResponse> some =
        SpringLab.model(options).stream(new Prompt(says("Go on"), options))
            .take(5)
            .collectList()
            .block(Duration.ofSeconds(20));
    assertThat(some).hasSize(5);
    assertThat(lab.latest(vendor).awaitLeft(Duration.ofSeconds(5))).isTrue();
  }
}
