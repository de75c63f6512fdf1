package dev.agentgateway.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.app.commands.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Our commands about objects, where there need be no kubectl.
@Timeout(120)
final class ObjectCommandsTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private EmbeddedApi api;

  @BeforeEach
  void start() throws Exception {
    Resources.write(folder);
    api = EmbeddedApi.open(folder.resolve("state"), 0);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written                         | what is said
          get                               | you must specify the type
          get gateways -f x.yaml            | -f stands without
          get gateways -o table2            | 'table2'
          apply                             | must specify one of -f
          apply -f x --force-conflicts      | needs --server-side
          apply -f x --server-side --dry-run=client | does not work with
          apply -f x --dry-run=perhaps      | 'perhaps'
          apply -f x --validate=perhaps     | expected: strict, warn or ignore
          apply x                           | unexpected x
          describe                          | you must specify the type
          delete                            | you must provide one or more resources
          delete gateways                   | no name was specified
          delete gateway g --all            | name cannot be provided
          delete gateway g --timeout=soon   | expected: as in 30s
          export all                        | unexpected all
          kubeconfig --path --merge         | --path stands without
          """)
  void wrongUsageIsNamedAndExitsWithTwo(String written, String said) {
    assertThat(run(written.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # written                              | what is said
          get nothing                            | the server doesn't have a resource type "nothing"
          get gateway g                          | Error from server (NotFound): gateways.gateway.networking.k8s.io "g" not found
          get gateway g -A                       | cannot be retrieved by name across all namespaces
          get gateways,secrets -w                | you may only specify a single resource type
          get gateway g h -w                     | a single resource
          describe gateway g                     | (NotFound)
          delete gateway g                       | (NotFound)
          apply -f nowhere.yaml                  | the path "nowhere.yaml" does not exist
          export --kubeconfig nowhere            | cannot read nowhere
          export --context nowhere               | has no context "nowhere"
          kubeconfig --state nowhere             | no API has run with the state in nowhere
          """)
  void whatIsNotDoneIsToldAndExitsWithOne(String written, String said) {
    assertThat(asked(written.split(" ", -1))).isEqualTo(1);
    assertThat(err.toString()).contains(said);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    api.close();
    assertThat(asked("get", "gateways")).isEqualTo(1);
    assertThat(err.toString())
        .matches("The connection to the server 127.0.0.1:\\d+ was refused.*\n");
  }

  @Test
  void aWatchShowsWhatIsThereAndThenEachChange() throws Exception {
    asked("apply", "-f", file("gateway.yaml"));
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread watch =
        Thread.startVirtualThread(() ->
            Commands.line(new PrintWriter(new Told(lines), true), new PrintWriter(err, true))
                .execute("get", "gateway", "g", "-w", "--kubeconfig", api.kubeconfig().toString()));
    assertThat(lines.poll(30, TimeUnit.SECONDS)).startsWith("NAME   CLASS          ADDRESS");
    assertThat(lines.poll(30, TimeUnit.SECONDS)).startsWith("g      agentgateway   ");
    asked("apply", "-f", file("changed.yaml"));
    assertThat(lines.poll(30, TimeUnit.SECONDS)).startsWith("g      agentgateway   ");
    api.close();
    watch.join();
  }

  @Test
  void whatIsExportedCanBeAppliedAndRun() throws Exception {
    asked("apply", "-f", file("gateway.yaml"), "-f", file("route.yaml"), "-f", file("core.yaml"));
    reset();
    assertThat(asked("export")).isZero();
    String yaml = out.toString();
    assertThat(yaml)
        .contains("kind: Gateway", "kind: HTTPRoute", "kind: Secret", "kind: ConfigMap")
        .doesNotContain("managedFields", "resourceVersion", "uid:", "status:", "last-applied")
        .doesNotContain("kind: CustomResourceDefinition");
    assertThat(err.toString()).contains("1 of them Secrets with their keys");
    Path file = Files.writeString(folder.resolve("exported.yaml"), yaml);
    try (EmbeddedApi other = EmbeddedApi.open(null, 0)) {
      reset();
      assertThat(run("apply", "-f", file.toString(), "--kubeconfig", other.kubeconfig().toString()))
          .as(err.toString())
          .isZero();
      reset();
      run("export", "--kubeconfig", other.kubeconfig().toString());
      assertThat(out.toString()).isEqualTo(yaml);
    }
    reset();
    run("check", "-f", file.toString());
    assertThat(out.toString()).contains("Gateway", "HTTPRoute").doesNotContain("unknown");
  }

  @Test
  void theKubeconfigIsMergedAfterABackup() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            # mine
            apiVersion: v1
            kind: Config
            current-context: work
            clusters: [{name: work, cluster: {server: "https://work"}}]
            contexts: [{name: work, context: {cluster: work, user: work}}]
            users: [{name: work, user: {token: t}}]
            """);
    String before = Files.readString(config);
    String state = folder.resolve("state").toString();
    for (int i = 0; i < 2; i++) {
      assertThat(run("kubeconfig", "--state", state, "--merge", config.toString())).isZero();
    }
    var tree = Yaml.read(Files.readAllBytes(config)).tree();
    assertThat(tree.path("current-context").asString()).isEqualTo("work");
    for (String part : List.of("clusters", "contexts", "users")) {
      assertThat(tree.path(part).valueStream().map(each -> each.path("name").asString()))
          .containsExactly("work", "agentgateway");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
        .isEqualTo("rw-------");
    assertThat(out.toString()).contains("kubectl config use-context agentgateway");
    assertThat(Files.readString(folder.resolve("config.before-agentgateway"))).isEqualTo(before);
  }

  @Test
  void aKubeconfigThatIsNoneIsLeftAlone() throws Exception {
    Path config = Files.writeString(folder.resolve("config"), "- no\n- kubeconfig\n");
    String state = folder.resolve("state").toString();
    assertThat(run("kubeconfig", "--state", state, "--merge", config.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is no kubeconfig");
    assertThat(Files.readString(config)).isEqualTo("- no\n- kubeconfig\n");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void reset() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  /// With this test's API.
  private int asked(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    if (!command.contains("--kubeconfig") && !command.contains("kubeconfig")) {
      command.addAll(List.of("--kubeconfig", api.kubeconfig().toString()));
    }
    return run(command.toArray(String[]::new));
  }

  private int run(String... words) {
    return Commands.line(new PrintWriter(out, true), new PrintWriter(err, true)).execute(words);
  }

  /// Tells what is written line by line.
  private static final class Told extends java.io.Writer {

    private final BlockingQueue<String> lines;
    private final StringBuilder line = new StringBuilder();

    Told(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public void write(char[] chars, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (chars[i] == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          line.append(chars[i]);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
