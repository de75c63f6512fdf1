package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.commands.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `agentgateway check` in each of its forms, and the slips of documentation that it forgives.
final class CheckTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: gateway}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, protocol: HTTP, port: 8080}]
      """;

  private static final String FAULTY =
      GATEWAY
          + """
          ---
          apiVersion: gateway.networking.k8s.io/v1
          kind: HTTPRoute
          metadata: {name: lost}
          spec:
            parentRefs: [{name: gateway}]
            rules:
            - backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: nobody}]
          """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(String yaml, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("in.yaml"), yaml);
    String[] words = new String[options.length + 3];
    words[0] = "check";
    words[1] = "-f";
    words[2] = file.toString();
    System.arraycopy(options, 0, words, 3, options.length);
    return Commands.line(new PrintWriter(out), new PrintWriter(err)).execute(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "yaml", "JSON"})
  void whatIsFineExitsWithZero(String format) throws IOException {
    assertThat(check(GATEWAY, "-o", format)).isZero();
    assertThat(out.toString()).contains("Gateway", "Programmed");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "yaml"})
  void aRefusalExitsWithOneAndSaysWhereWhyAndHowToMendIt(String format) throws IOException {
    assertThat(check(FAULTY, "-o", format)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "spec.rules[0].backendRefs[0]",
            "backend default/nobody not found",
            "write the AgentgatewayBackend, or mend the name or namespace");
  }

  @Test
  void theTableHasAColumnForEachQuestion() throws IOException {
    check(FAULTY);
    assertThat(out.toString())
        .containsPattern("(?m)^KIND +NAMESPACE +NAME +OF +CONDITION +STATUS +REASON +RUNNING$")
        .containsPattern("(?m)^SEVERITY +AT +RESOURCE +PATH +CAUSE +MEND$")
        .containsPattern("(?m)^error +\\S+in\\.yaml:14:19 +HTTPRoute default/lost ")
        .containsPattern("(?m)^HTTPRoute +default +lost .* ResolvedRefs +False +BackendNotFound ");
  }

  @Test
  void jsonAndYamlHoldTheSame() throws IOException {
    check(FAULTY, "-o", "json");
    JsonNode json = JsonMapper.shared().readTree(out.toString());
    out.getBuffer().setLength(0);
    check(FAULTY, "-o", "yaml");
    Object yaml = new Load(LoadSettings.builder().build()).loadFromString(out.toString());
    assertThat(JsonMapper.shared().<JsonNode>valueToTree(yaml)).isEqualTo(json);
    JsonNode problem = json.path("problems").path(0);
    assertThat(problem.path("severity").stringValue()).isEqualTo("error");
    assertThat(problem.path("line").intValue()).isEqualTo(14);
    assertThat(problem.path("column").intValue()).isEqualTo(19);
    assertThat(problem.path("reason").stringValue()).isEqualTo("BackendNotFound");
    assertThat(json.path("resources").size()).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "", "wide"})
  void anotherFormatIsWrongUsage(String format) throws IOException {
    assertThat(check(GATEWAY, "-o", format)).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase("table");
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    int code =
        Commands.line(new PrintWriter(out), new PrintWriter(err))
            .execute("check", "-f", folder.resolve("absent.yaml").toString());
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("absent.yaml");
  }

  /// Slips that readers of the documentation make or copy: each is understood, and said.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Backend            | {ai: {llm: {openai: {authToken: {kind: Passthrough}}}}}                                          | type is missing; write type: AI
          Backend            | {static: {hosts: [{host: a.example.com, port: 80}]}}                                             | type is missing; write type: Static
          Backend            | {type: ai, ai: {llm: {openai: {authToken: {kind: Passthrough}}}}}                                | expected: AI, AWS, Static; write AI
          Backend            | {type: AI, ai: {llm: {openai: {authToken: {kind: passthrough}}}}}                                | write Passthrough
          Backend            | {type: AI, ai: {llm: {openai: {authToken: {kind: INLINE, inline: sk-x}}}}}                       | write Inline
          AAgentgatewayBackend| {ai: {provider: {gemini: {}}}}                                                                  | did you mean AgentgatewayBackend?
          GatewayParameters  | {}                                                                                               | unknown kind GatewayParameters
          """)
  void aSlipIsAWarning(String kind, String spec, String said) throws IOException {
    String group = kind.equals("Backend") ? "gateway.kgateway.dev" : "agentgateway.dev";
    String yaml =
        "apiVersion: %s/v1alpha1\nkind: %s\nmetadata: {name: slip}\nspec: %s\n"
            .formatted(group, kind, spec);
    assertThat(check(yaml)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("warning").contains(said.split("; "));
  }

  /// Words that are compared without regard to case, and so are no slips.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "routes: {\"/v1/chat/completions\": completions, \"*\": PASSTHROUGH}",
        "prompt: {prepend: [{role: SYSTEM, content: x}]}"
      })
  void whatIsUnderstoodAnywayIsNotSaid(String policy) throws IOException {
    String yaml =
        """
        apiVersion: agentgateway.dev/v1alpha1
        kind: AgentgatewayBackend
        metadata: {name: slip}
        spec: {ai: {provider: {openai: {}}}, policies: {ai: {%s}}}
        """
            .formatted(policy);
    assertThat(check(yaml)).isZero();
    assertThat(out.toString()).doesNotContain("warning", "error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Backend            | {}                                                                            | exactly one
          Backend            | {type: MPC}                                                                   | MPC
          Backend            | {type: AI, ai: {llm: {openai: {authToken: {kind: Inlined}}}}}                 | Inlined
          AgentgatewayBackend| {ai: {provider: {openai: {modle: x}}}}                                        | did you mean model?
          AgentgatewayBackend| {ai: {provider: {openai: {}, anthropic: {}}}}                                 | exactly one
          AgentgatewayBackend| {ai: {provider: {openai: {}}}, policies: {ai: {routes: {"*": Complete}}}}     | Complete
          AgentgatewayBackend| {static: {host: a, port: 99999}}                                              | 99999
          """)
  void whatCannotBeMeantIsRefused(String kind, String spec, String said) throws IOException {
    String group = kind.equals("Backend") ? "gateway.kgateway.dev" : "agentgateway.dev";
    String yaml =
        "apiVersion: %s/v1alpha1\nkind: %s\nmetadata: {name: slip}\nspec: %s\n"
            .formatted(group, kind, spec);
    assertThat(check(yaml)).as(out.toString()).isEqualTo(1);
    assertThat(out.toString()).contains("error").contains(said);
  }
}
