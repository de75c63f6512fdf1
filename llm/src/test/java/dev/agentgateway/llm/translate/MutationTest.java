package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.EVENTS;
import static dev.agentgateway.llm.translate.Trials.JSON;
import static dev.agentgateway.llm.translate.Trials.upstream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.http.Headers;
import dev.agentgateway.llm.Arrival;
import dev.agentgateway.llm.ChatSettings;
import dev.agentgateway.llm.ClientCall;
import dev.agentgateway.llm.Prepared;
import dev.agentgateway.llm.RouteType;
import dev.agentgateway.llm.UpstreamCall;
import dev.agentgateway.llm.fake.FakeProvider;
import dev.agentgateway.llm.fake.script.FakeScript;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes changed by chance: every request is sent or answered, every answer gives some answer.
class MutationTest {

  private static final Headers VERSION = Headers.of("anthropic-version", "2023-06-01");

  private static final String[] PIECES = {
    "null",
    "{}",
    "[]",
    "\"\"",
    "1e999",
    "-1",
    "true",
    "\"type\"",
    "\"data:;base64,\"",
    "{\"a\":[",
    "\\u"
  };

  @ParameterizedTest
  @ValueSource(strings = {"completions", "messages"})
  void nothingThatComesInBreaksTranslation(String client) throws IOException {
    Random random = new Random(11);
    RouteType type = client.equals("messages") ? RouteType.MESSAGES : RouteType.COMPLETIONS;
    for (Path folder : RosettaTest.cases()) {
      byte[] body = Files.readAllBytes(folder.resolve(client + ".json"));
      for (int round = 0; round < 300; round++) {
        byte[] changed = round == 0 ? body : mutated(body, random);
        ClientCall.Reading reading =
            Translation.read(new Arrival(type, "POST", "/", Headers.NONE, changed, 0));
        if (reading instanceof ClientCall.Reading.Read(ClientCall call)) {
          for (String provider : List.of("anthropic", "openai")) {
            Prepared prepared = call.prepare(upstream(provider), ChatSettings.NONE);
            if (prepared instanceof Prepared.Send(UpstreamCall sent)) {
              answers(sent, random);
            }
          }
        }
      }
    }
  }

  private static void answers(UpstreamCall sent, Random random) {
    boolean isStream = random.nextBoolean();
    String question =
        "{\"model\":\"fake-%s\",\"max_tokens\":2000,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            .formatted(random.nextBoolean() ? "echo" : "think", isStream);
    FakeScript script =
        FakeProvider.strict().answer("POST", sent.target(), VERSION, question.getBytes(UTF_8), 0);
    byte[] bytes = mutated(script.body(1 << 16), random);

    assertThat(sent.whole(200, JSON, bytes).status()).isIn(200, 502);
    assertThat(sent.whole(500, JSON, bytes).body()).isNotEmpty();
    var stream = sent.stream(200, EVENTS);
    stream.on(ByteBuffer.wrap(bytes));
    stream.end();
    assertThat(stream.facts()).isNotNull();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    StringBuilder text = new StringBuilder(new String(bytes, UTF_8));
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + random.nextInt(12));
      text.replace(at, to, random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)]);
      if (text.isEmpty()) {
        text.append('{');
      }
    }
    return text.toString().getBytes(UTF_8);
  }
}
