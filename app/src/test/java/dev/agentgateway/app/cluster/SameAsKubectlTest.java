package dev.agentgateway.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.app.commands.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same steps with kubectl on one API and with our commands on another: what is said is the
/// same.
@Timeout(240)
final class SameAsKubectlTest {

  private static final Pattern AGE = Pattern.compile("\\b\\d+s\\b *");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern VERSION = Pattern.compile("(esource ?[vV]ersion\"?: +\"?)\\d+");

  /// A command a line, `~` a blank within a word; `-` before it means that the exit code alone is
  /// compared, as we say whether something changed and kubectl whether something was sent; `yaml`
  /// that trees are compared.
  private static final String STEPS =
      """
      get gateways
      get gateways -A
      get httproute -n nowhere
      get nothing
      get gateways nowhere
      get gtw/nowhere
      apply -f gateway.yaml
      apply -f gateway.yaml
      apply -f changed.yaml
      apply -f core.yaml
      - apply -f core.yaml
      get gateway
      get gtw g
      get gateways.gateway.networking.k8s.io
      get Gateway g -o name
      get gateway,httproute
      get gateways -o wide
      get gateways --show-labels
      get gateways --no-headers
      get gateways -l app=one
      get gateways -l app=two
      get gateway g nowhere
      get gateway nowhere --ignore-not-found
      get gateway g -o json
      get gateways -o json
      get secrets s -o json
      yaml get gateway g -o yaml
      yaml get gateways -o yaml
      yaml get configmap c -o yaml
      get secret,configmap
      get namespaces
      get -f gateway.yaml
      get crd gateways.gateway.networking.k8s.io -o name
      describe gateway g
      describe gateway nowhere
      describe secret s
      - describe configmap c
      get sec s
      get gateways/g configmaps/c
      get gateways g/x
      get gateway g -A
      describe gateways
      describe httproute/r
      apply -f route.yaml
      - apply -f route.yaml --dry-run=server
      apply -f other.yaml --dry-run=server
      apply -f other.yaml --dry-run=client
      apply -f route.yaml -o name
      describe httproute/r
      describe httproute r
      get gateway g -o jsonpath={.metadata.name}
      get gateway g -o jsonpath={.spec.listeners[0].port}
      get gateways -o jsonpath={.items[*].metadata.name}
      get gateways -o jsonpath={range~.items[*]}{.metadata.name}{"\\t"}{.spec.listeners[0].name}{"\\n"}{end}
      get gateway g -o jsonpath={.spec.listeners[?(@.name=="http")].port}
      get gateway g -o jsonpath={.spec.listeners[?(@.name!='http')].port}
      get gateway g -o jsonpath={.spec.listeners[?(@.port>80)].name}
      get gateway g -o jsonpath={.spec.listeners[?(@.nothing)].name}
      get gateway g -o jsonpath={.spec.listeners[*].allowedRoutes}
      get gateway g -o jsonpath={.metadata.labels}
      get gateway g -o jsonpath={.metadata.labels.app}:{.metadata.generation}~{$.kind}
      get httproute r -o jsonpath={.spec.hostnames}
      get httproute r -o jsonpath={.spec.hostnames[-1]}
      get httproute r -o jsonpath={.spec.hostnames[-1:]}
      get httproute r -o jsonpath={.spec.hostnames[0:1]}
      get httproute r -o jsonpath={.spec.hostnames[0:2:2]}
      get httproute r -o jsonpath={.spec.hostnames[0,1]}
      get httproute r -o jsonpath={.spec..value}
      get httproute r -o jsonpath={.spec.parentRefs[0]['name','kind']}
      get httproute r -o jsonpath={['metadata']['name']}
      get gateway g -o jsonpath={.nothing.here}
      get gateway g -o jsonpath=.metadata.name
      get gateways -l app=two -o jsonpath={.items[*].metadata.name}
      get gateway,httproute -o jsonpath={.items[*].kind}
      get configmap c -o jsonpath={.data.text}
      - get httproute r -o jsonpath={.spec.hostnames[5]}
      - get gateway nowhere -o jsonpath={.metadata.name}
      get gateways -o custom-columns=NAME:.metadata.name,PORTS:.spec.listeners[*].port,NONE:.nothing
      get httproute r -o custom-columns=N:metadata.name,HOSTS:{.spec.hostnames},REFS:.spec.parentRefs --no-headers
      - apply -f bad-field.yaml
      apply -f new-bad-field.yaml
      apply -f bad-value.yaml
      apply -f bad-values.yaml
      apply -f bad-kind.yaml
      apply -f missing.yaml
      - apply -f broken.yaml
      apply -f elsewhere.yaml -n default
      apply -f mixed.yaml
      apply --server-side -f side.yaml
      apply --server-side -f side-changed.yaml --field-manager=other
      apply --server-side -f side-changed.yaml --field-manager=other --force-conflicts
      - get configmap side -o json --show-managed-fields
      delete gateway g --dry-run=server
      delete gateway nowhere
      delete gateway nowhere --ignore-not-found
      delete -f route.yaml
      delete -f route.yaml
      delete gateway g
      delete configmap -l app=one
      delete configmaps --all -o name
      delete secret/s
      get all
      get gateways -A
      """;

  @TempDir private Path folder;

  private record Said(int exit, String out, String err) {

    String all() {
      return "exit " + exit + "\n" + normal(out) + "\n-- err\n" + normal(err);
    }

    private static String normal(String text) {
      String plain = TIME.matcher(text).replaceAll("TIME");
      plain = UID.matcher(plain).replaceAll("UID");
      plain = VERSION.matcher(plain).replaceAll("$1N");
      plain = AGE.matcher(plain).replaceAll("AGE ");
      // The names of programs.
      return plain
          .replace("kubectl apply should only be used on resources created declaratively", "")
          .strip();
    }
  }

  @Test
  void theSameIsSaid() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    Resources.write(folder);
    SoftAssertions soft = new SoftAssertions();
    try (EmbeddedApi theirs = EmbeddedApi.open(null, 0);
        EmbeddedApi ours = EmbeddedApi.open(null, 0)) {
      for (String step : STEPS.strip().split("\n", -1)) {
        String command = step.replaceFirst("^(-|yaml) ", "");
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ", -1)) {
          words.add(
              word.endsWith(".yaml") ? folder.resolve(word).toString() : word.replace('~', ' '));
        }
        Said theirSaid = kubectl(theirs, words);
        Said ourSaid = agentgateway(ours, words);
        if (step.startsWith("- ")) {
          soft.assertThat(ourSaid.exit()).as(step).isEqualTo(theirSaid.exit());
        } else if (step.startsWith("yaml ")) {
          soft.assertThat(tree(ourSaid)).as(step).isEqualTo(tree(theirSaid));
        } else {
          soft.assertThat(ourSaid.all()).as(step).isEqualTo(theirSaid.all());
        }
      }
    }
    soft.assertAll();
  }

  private static String tree(Said said) throws Exception {
    return Said.normal(
        Yaml.read(said.out().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .tree()
            .toPrettyString());
  }

  private Said kubectl(EmbeddedApi api, List<String> words) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command =
        new ArrayList<>(List.of(Kubectl.PROGRAM, "--cache-dir=" + folder.resolve("cache")));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("KUBECONFIG", api.kubeconfig().toString());
    builder.environment().put("HOME", folder.toString());
    int exit = builder.start().waitFor();
    return new Said(exit, Files.readString(out), Files.readString(err));
  }

  private static Said agentgateway(EmbeddedApi api, List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> command = new ArrayList<>(words);
    command.add("--kubeconfig");
    command.add(api.kubeconfig().toString());
    int exit =
        Commands.line(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(command.toArray(String[]::new));
    return new Said(exit, out.toString(), err.toString());
  }

  @Test
  void manifestsAreThere() {
    assertThat(Resources.ALL).isNotEmpty();
  }
}
