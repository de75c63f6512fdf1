package dev.agentgateway.llm.translate;

import static dev.agentgateway.llm.translate.Trials.MAPPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.llm.Fidelity;
import dev.agentgateway.llm.ThinkingReplay;
import dev.agentgateway.llm.chat.ChatRequest;
import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialect.Target;
import dev.agentgateway.llm.dialects.Dialects;
import dev.agentgateway.llm.fidelity.Losses;
import dev.agentgateway.llm.rules.ModelRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// One conversation in every dialect: each file is read and written as all of them. Where what is
/// written is not what the file of that dialect says, `lossy.txt` names the place.
class RosettaTest {

  static List<Path> cases() throws IOException {
    try (var folders = Files.list(Path.of("src", "test", "rosetta"))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatOneDialectSaysTheOthersSayToo(Path folder) throws IOException {
    StringBuilder lossy = new StringBuilder();
    for (Dialect from : Dialects.ALL) {
      for (Dialect to : Dialects.ALL) {
        Losses losses = new Losses(Fidelity.STANDARD);
        ChatRequest request = from.decodeRequest(Files.readAllBytes(file(folder, from)), losses);
        ModelRules rules = ModelRules.of("openai", request.model());
        byte[] written =
            to.encodeRequest(
                request,
                new Target("openai", rules, null, to.toolNames(), ThinkingReplay.NONE),
                losses);
        Set<String> places = new TreeSet<>();
        compare(
            "",
            MAPPER.readTree(Files.readAllBytes(file(folder, to))),
            MAPPER.readTree(written),
            places);
        for (String place : places) {
          lossy.append("%s to %s: %s\n".formatted(from.name(), to.name(), place));
        }
        for (String dropped : losses.dropped()) {
          lossy.append("%s to %s: signalled %s\n".formatted(from.name(), to.name(), dropped));
        }
      }
    }

    Path expected = folder.resolve("lossy.txt");
    if ("1".equals(System.getenv("UPDATE_GOLDEN"))) {
      Files.writeString(expected, lossy);
    }
    assertThat(lossy.toString()).isEqualTo(Files.readString(expected));
  }

  private static Path file(Path folder, Dialect dialect) {
    return folder.resolve(dialect.name() + ".json");
  }

  private static void compare(
      String path, JsonNode expected, JsonNode written, Set<String> places) {
    if (expected.isObject() && written.isObject()) {
      Set<String> names = new TreeSet<>(expected.propertyNames());
      names.addAll(written.propertyNames());
      for (String name : names) {
        compare(path + "/" + name, expected.path(name), written.path(name), places);
      }
    } else if (expected.isArray() && written.isArray()) {
      for (int i = 0; i < Math.max(expected.size(), written.size()); i++) {
        compare(path + "/" + i, expected.path(i), written.path(i), places);
      }
    } else if (!expected.equals(written)) {
      places.add(path);
    }
  }
}
