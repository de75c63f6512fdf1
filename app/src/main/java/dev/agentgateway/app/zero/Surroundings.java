package dev.agentgateway.app.zero;

import dev.agentgateway.llm.fake.FakeModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What this machine offers without being configured.
public final class Surroundings {

  private final Keys keys;
  private final @Nullable String ollama;

  private Surroundings(Keys keys, @Nullable String ollama) {
    this.keys = keys;
    this.ollama = ollama;
  }

  /// @param port of this gateway
  public static Surroundings look(Map<String, String> environment, int port) {
    Ollama looking = Ollama.look(environment);
    Keys keys = Keys.in(environment, port);
    return new Surroundings(keys, looking.found());
  }

  /// What runs because of it, as resources.
  public String yaml(int port) {
    return new ZeroResources(port, keys.found(), ollama).yaml();
  }

  /// What was found, a line each, for who started the program.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Key key : keys.found()) {
      String where = key.baseUrl() == null ? "" : " at " + key.baseUrl();
      lines.add(
          "found %s: %s%s answers %s"
              .formatted(
                  key.variable(),
                  key.vendor().provider(),
                  where,
                  String.join(", ", key.patterns())));
    }
    if (ollama != null) {
      lines.add("found Ollama at %s: it answers ollama/*".formatted(ollama));
    }
    lines.addAll(keys.notes());
    lines.add(
        "built in, without an account: %d fake models, such as fake-echo"
            .formatted(FakeModels.ALL.size()));
    if (keys.found().isEmpty() && ollama == null) {
      lines.add("for real ones set ANTHROPIC_API_KEY or OPENAI_API_KEY, or start Ollama");
    }
    return lines;
  }

  /// A request to try, in one line that can be pasted.
  public static String curl(String address) {
    return "curl -N %s/v1/chat/completions -H 'content-type: application/json' -d"
            .formatted(address)
        + " '{\"model\":\"fake-echo\",\"stream\":true,\"messages\":[{\"role\":\"user\","
        + "\"content\":\"Hello\"}]}'";
  }
}
