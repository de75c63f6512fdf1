package dev.agentgateway.app.commands.connect;

import dev.agentgateway.app.commands.connect.Tool.Settings;
import dev.agentgateway.app.commands.connect.Tool.Syntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tools that are known.
final class Tools {

  static final List<Tool> ALL =
      List.of(
          new Tool(
              "claude-code",
              anthropic("ANTHROPIC_AUTH_TOKEN"),
              List.of(
                  "ANTHROPIC_API_KEY must not be set where claude starts.",
                  "Without a key of Anthropic's, ask for a fake model: claude --model fake-echo"),
              new Settings(
                  Syntax.JSON,
                  "CLAUDE_CONFIG_DIR",
                  ".claude",
                  "settings.json",
                  """
                  {
                    "env": {
                      "ANTHROPIC_BASE_URL": "@URL@",
                      "ANTHROPIC_AUTH_TOKEN": "agentgateway"
                    }
                  }
                  """)),
          new Tool(
              "codex",
              Map.of(),
              List.of(
                  "Then: codex --profile agentgateway --model gpt-4o",
                  "Codex of 2026 knows the Responses API alone, which is not served here: this is"
                      + " for versions that take wire_api = \"chat\"."),
              new Settings(
                  Syntax.TOML,
                  "CODEX_HOME",
                  ".codex",
                  "config.toml",
                  """
                  [model_providers.agentgateway]
                  name = "agentgateway"
                  base_url = "@URL@/v1"
                  wire_api = "chat"

                  [profiles.agentgateway]
                  model_provider = "agentgateway"
                  """)),
          new Tool(
              "opencode",
              Map.of(),
              List.of("Then: opencode run --model agentgateway/fake-echo Hello"),
              new Settings(
                  Syntax.JSON,
                  "",
                  ".config/opencode",
                  "opencode.json",
                  """
                  {
                    "$schema": "https://opencode.ai/config.json",
                    "provider": {
                      "agentgateway": {
                        "npm": "@ai-sdk/openai-compatible",
                        "name": "agentgateway",
                        "options": {
                          "baseURL": "@URL@/v1",
                          "apiKey": "agentgateway"
                        },
                        "models": {
                          "fake-echo": {},
                          "fake-tools": {}
                        }
                      }
                    }
                  }
                  """)),
          new Tool(
              "openai",
              openai(),
              List.of("Every SDK of OpenAI's reads these; in code: base_url=\"@URL@/v1\"."),
              null),
          new Tool(
              "anthropic",
              anthropic("ANTHROPIC_API_KEY"),
              List.of("Every SDK of Anthropic's reads these; in code: base_url=\"@URL@\"."),
              null));

  private Tools() {}

  static @Nullable Tool find(String name) {
    for (Tool tool : ALL) {
      if (tool.name().equals(name)) {
        return tool;
      }
    }
    return null;
  }

  private static Map<String, String> anthropic(String key) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("ANTHROPIC_BASE_URL", Tool.URL);
    variables.put(key, Tool.TOKEN);
    return variables;
  }

  private static Map<String, String> openai() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OPENAI_BASE_URL", Tool.URL + "/v1");
    variables.put("OPENAI_API_KEY", Tool.TOKEN);
    return variables;
  }
}
