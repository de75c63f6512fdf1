package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The everyday commands, with the real kubectl: the one that `KUBECTL` names, or the one on the
/// path.
@Timeout(120)
final class KubectlTest {

  private static final String KUBECTL = System.getenv().getOrDefault("KUBECTL", "kubectl");

  @TempDir private Path folder;

  private RunningApi api;
  private Path kubeconfig;

  /// What a command said.
  private record Said(int exit, String text) {}

  @BeforeEach
  void start() throws Exception {
    boolean isThere =
        KUBECTL.contains("/")
            ? Files.isExecutable(Path.of(KUBECTL))
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, KUBECTL)));
    if (!isThere) {
      System.out.println(
          "!!! NO KUBECTL: the journeys with kubectl were NOT tried. Set KUBECTL. !!!");
    }
    Assumptions.assumeTrue(isThere, "no kubectl");
    api = RunningApi.start();
    kubeconfig = api.kubeconfig(folder);
  }

  @AfterEach
  void stop() {
    if (api != null) {
      api.close();
    }
  }

  private Said run(String input, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("input"), input);
    Path out = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of(KUBECTL, "--cache-dir=" + folder.resolve("c")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    int exit = builder.start().waitFor();
    return new Said(exit, Files.readString(out, UTF_8));
  }

  private String kubectl(String... arguments) throws IOException, InterruptedException {
    Said said = run("", Map.of(), arguments);
    assertThat(said.exit()).as(said.text()).isZero();
    return said.text();
  }

  private Said apply(String text, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("apply", "-f-"));
    arguments.addAll(List.of(more));
    return run(text, Map.of(), arguments.toArray(String[]::new));
  }

  private static String boat(int length) {
    return """
    apiVersion: example.com/v1
    kind: Boat
    metadata: {name: b}
    spec: {length: %d, crew: [{name: a}]}
    """
        .formatted(length);
  }

  @Test
  void discovery() throws Exception {
    assertThat(kubectl("version")).contains("Server Version: v1.33");
    assertThat(kubectl("api-versions")).contains("apps/v1", "discovery.k8s.io/v1", "v1");
    assertThat(kubectl("api-resources")).contains("configmaps", "endpointslices");
    assertThat(kubectl("auth", "can-i", "create", "pods")).contains("yes");
  }

  @Test
  void theBuiltInKinds() throws Exception {
    assertThat(kubectl("create", "namespace", "foo")).contains("namespace/foo created");
    kubectl("create", "secret", "generic", "s", "--from-literal=k=v", "-n", "foo");
    assertThat(kubectl("get", "secret", "-n", "foo")).contains("Opaque", "s ");
    assertThat(kubectl("get", "secret", "s", "-n", "foo", "-o", "jsonpath={.data.k}"))
        .isEqualTo("dg==");
    kubectl("create", "configmap", "c", "--from-literal=a=1");
    kubectl("create", "service", "clusterip", "web", "--tcp=80:8080");
    assertThat(kubectl("get", "svc", "-o", "wide")).contains("80/TCP", "app=web");
    assertThat(kubectl("describe", "svc", "web")).contains("TargetPort:", "8080/TCP");
    assertThat(kubectl("delete", "namespace", "foo")).contains("deleted");
    assertThat(run("", Map.of(), "get", "namespace", "foo").text()).contains("NotFound");
  }

  @Test
  void aDefinitionsKind() throws Exception {
    assertThat(apply(DefinitionsTest.BOAT).exit()).isZero();
    kubectl("wait", "--for=condition=Established", "crd/boats.example.com", "--timeout=5s");
    assertThat(apply(boat(5)).text()).contains("boat.example.com/b created");
    assertThat(apply(boat(5)).text()).contains("boat.example.com/b unchanged");
    assertThat(kubectl("get", "bt")).containsPattern("NAME +LENGTH +READY\nb +5 ");
    assertThat(kubectl("get", "boat", "b", "-o", "yaml")).contains("kind: boat");
    assertThat(run(boat(6), Map.of(), "diff", "-f-").text()).contains("+  length: 6");
    assertThat(apply(boat(6)).text()).contains("configured");
    assertThat(kubectl("get", "boat", "b", "-o", "jsonpath={.metadata.generation}")).isEqualTo("2");
    assertThat(kubectl("describe", "boat", "b")).contains("Length:  6");
    assertThat(kubectl("explain", "boat.spec.length")).contains("FIELD: length <integer>");
    assertThat(kubectl("label", "boat", "b", "x=1")).contains("labeled");
    assertThat(kubectl("annotate", "boat", "b", "y=2")).contains("annotated");
    assertThat(kubectl("get", "boats", "-l", "x=1", "-A")).contains("default");
    kubectl(
        "patch", "boat", "b", "--type=json", "-p", "[{\"op\":\"remove\",\"path\":\"/spec/crew\"}]");
    kubectl("patch", "boat", "b", "--type=merge", "-p", "{\"spec\":{\"length\":7}}");
    Said edited =
        run("", Map.of("KUBE_EDITOR", "sed -i s/length:.7/length:\\ 8/"), "edit", "boat", "b");
    assertThat(edited.text()).contains("edited");
    assertThat(run(boat(9), Map.of(), "replace", "-f-").text()).contains("replaced");
    kubectl(
        "patch",
        "boat",
        "b",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    kubectl("wait", "--for=condition=Ready", "boat/b", "--timeout=5s");
    assertThat(kubectl("delete", "boat", "b")).contains("deleted");
  }

  @Test
  void mistakesAreShown() throws Exception {
    apply(DefinitionsTest.BOAT);
    assertThat(apply(boat(5).replace("length", "lenght")).text())
        .contains("strict decoding error: unknown field \"spec.lenght\"");
    assertThat(apply(boat(500)).text())
        .contains("The Boat \"b\" is invalid")
        .contains("spec.length: Invalid value: 500: spec.length in body should be less than");
    assertThat(apply(boat(150)).text()).contains("a long boat is a ship");
  }

  @Test
  void serverSideApply() throws Exception {
    apply(DefinitionsTest.BOAT, "--server-side");
    assertThat(apply(boat(5), "--server-side", "--field-manager=one").text())
        .contains("serverside-applied");
    Said refused = apply(boat(6), "--server-side", "--field-manager=two");
    assertThat(refused.text())
        .contains("Apply failed with 1 conflict: conflict with \"one\": .spec.length");
    assertThat(apply(boat(6), "--server-side", "--field-manager=two", "--force-conflicts").exit())
        .isZero();
  }

  @Test
  void aWatchShowsChanges() throws Exception {
    apply(DefinitionsTest.BOAT);
    apply(boat(5));
    Path seen = folder.resolve("seen");
    ProcessBuilder builder =
        new ProcessBuilder(KUBECTL, "get", "boats", "-w", "--kubeconfig", kubeconfig.toString())
            .redirectErrorStream(true)
            .redirectOutput(seen.toFile());
    builder.environment().put("HOME", folder.toString());
    Process watching = builder.start();
    try {
      awaitText(seen, "b      5");
      apply(boat(6));
      awaitText(seen, "b      6");
    } finally {
      watching.destroy();
    }
  }

  private static void awaitText(Path file, String text) throws Exception {
    while (!Files.readString(file).contains(text)) {
      Thread.onSpinWait();
    }
  }
}
