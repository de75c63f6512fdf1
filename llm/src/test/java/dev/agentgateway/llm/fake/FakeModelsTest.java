package dev.agentgateway.llm.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.fake.script.FakeScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FakeModelsTest {

  private static final Path PAGE = Path.of("../docs/fake-models.md");

  @Test
  void thePageOfTheDocumentationHoldsTheSameTable() throws IOException {
    List<String> expected = new ArrayList<>();
    for (FakeModels.Row row : FakeModels.ALL) {
      expected.add("| `%s` | %s |".formatted(row.name() + arguments(row), row.words()));
    }
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `fake-")).toList();
    assertThat(rows).isEqualTo(expected);
  }

  private static String arguments(FakeModels.Row row) {
    return row.arguments().isEmpty() ? "" : "[" + row.arguments() + "]";
  }

  @Test
  void namesAreOneEach() {
    Set<String> names = new HashSet<>();
    for (FakeModels.Row row : FakeModels.ALL) {
      assertThat(names.add(row.name())).isTrue();
      assertThat(row.name()).startsWith("fake-");
      assertThat(FakeModels.find(row.name()).row()).isEqualTo(row);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # name             | model          | words
          fake-long-500-20   | fake-long      | [500, 20]
          fake-429-30        | fake-429       | [30]
          fake-slow-first-10 | fake-slow-first| [10]
          fake-think-redacted| fake-think     | [redacted]
          fake-echo          | fake-echo      | []
          """)
  void argumentsFollowTheName(String name, String model, String words) {
    FakeModels.Found found = FakeModels.find(name);
    assertThat(found.row().name()).isEqualTo(model);
    assertThat(found.words().toString()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"fake-unknown", "fake-echo-5", "fake-echoes", "gpt-4o", "fake-", "''"})
  void otherNamesAreNoFakeModels(String name) {
    assertThat(FakeModels.find(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | target                      | dialect   | status
          GET      | /v1/models                  | openai    | 200
          GET      | /v1/models                  | anthropic | 200
          GET      | /v1/models/fake-echo        | openai    | 200
          GET      | /v1/models/fake-long-9      | anthropic | 200
          GET      | /v1/models/gpt-4o           | openai    | 404
          POST     | /v1/models                  | openai    | 405
          GET      | /v1/messages                | anthropic | 405
          GET      | /v1/chat/completions        | openai    | 405
          POST     | /v1/embeddings              | openai    | 404
          POST     | /                           | openai    | 404
          HEAD     | /                           | openai    | 200
          """)
  void pathsAndMethodsAreChecked(String method, String target, String dialect, int status) {
    Headers headers = dialect.equals("openai") ? Headers.NONE : Fakes.VERSION;
    FakeScript script = FakeProvider.strict().answer(method, target, headers, new byte[0], 0);
    assertThat(script.head().status()).isEqualTo(status);
    if (status >= 400) {
      assertThat(Fakes.json(script).has("request_id")).isEqualTo(dialect.equals("anthropic"));
      assertThat(Fakes.json(script).at("/error/message").isString()).isTrue();
    }
  }

  @Test
  void eachServiceListsInItsOwnShape() {
    var openai =
        Fakes.json(FakeProvider.strict().answer("GET", "/v1/models", Headers.NONE, new byte[0], 0));
    assertThat(openai.get("object").stringValue()).isEqualTo("list");
    assertThat(openai.get("data")).hasSize(FakeModels.ALL.size());
    assertThat(openai.at("/data/0/object").stringValue()).isEqualTo("model");
    var anthropic =
        Fakes.json(
            FakeProvider.strict()
                .answer("GET", "/v1/models?limit=5", Fakes.VERSION, new byte[0], 0));
    assertThat(anthropic.get("has_more").booleanValue()).isFalse();
    assertThat(anthropic.at("/data/0/type").stringValue()).isEqualTo("model");
  }

  @Test
  void aModelThatIsNotFakeIsUnknownUnlessToldOtherwise() {
    byte[] body = Fakes.body("claude-opus-5", "Hi", "").getBytes(UTF_8);
    FakeScript strict =
        FakeProvider.strict().answer("POST", "/v1/messages", Fakes.VERSION, body, 0);
    assertThat(strict.head().status()).isEqualTo(404);
    assertThat(Fakes.json(strict).at("/error/type").stringValue()).isEqualTo("not_found_error");
    FakeProvider lenient = FakeProvider.answeringAs("fake-echo");
    FakeScript echo = lenient.answer("POST", "/v1/messages", Fakes.VERSION, body, 0);
    assertThat(Fakes.json(echo).get("model").stringValue()).isEqualTo("claude-opus-5");
    byte[] mistyped = Fakes.body("fake-ecko", "Hi", "").getBytes(UTF_8);
    assertThat(lenient.answer("POST", "/v1/messages", Fakes.VERSION, mistyped, 0).head().status())
        .isEqualTo(404);
    assertThatThrownBy(() -> FakeProvider.answeringAs("gpt-4o"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameRequestHasTheSameAnswer() {
    for (FakeModels.Row row : FakeModels.ALL) {
      String body = Fakes.body(row.name(), "Hi", "\"stream\":true");
      assertThat(Fakes.messages(body).body(10_000)).isEqualTo(Fakes.messages(body).body(10_000));
    }
  }
}
