package dev.agentgateway.app.dataplane;

import static dev.agentgateway.app.dataplane.Deployments.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentgateway.app.cluster.Kubectl;
import dev.agentgateway.kubernetes.objects.NamespaceSelectors;
import dev.agentgateway.kubernetes.objects.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which namespaces a controller sees.
@Timeout(120)
final class DiscoveryTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [] | | true
          [{}] | | true
          [{"matchLabels":{"team":"a"}}] | team=a | true
          [{"matchLabels":{"team":"a"}}] | team=b | false
          [{"matchLabels":{"team":"a"}}] | | false
          [{"matchLabels":{"team":"a","tier":"x"}}] | team=a | false
          [{"matchLabels":{"team":"a"}},{"matchLabels":{"tier":"x"}}] | tier=x | true
          [{"matchExpressions":[{"key":"team","operator":"In","values":["a","b"]}]}] | team=b | true
          [{"matchExpressions":[{"key":"team","operator":"NotIn","values":["a"]}]}] | team=a | false
          [{"matchExpressions":[{"key":"team","operator":"NotIn","values":["a"]}]}] | | true
          [{"matchExpressions":[{"key":"team","operator":"Exists"}]}] | team=c | true
          [{"matchExpressions":[{"key":"team","operator":"DoesNotExist"}]}] | team=c | false
          [{"matchLabels":{"team":"a"},"matchExpressions":[{"key":"old","operator":"DoesNotExist"}]}] | team=a,old=1 | false
          """)
  void aNamespaceIsSeenByItsLabels(String selectors, String labels, boolean isSeen) {
    Map<String, String> has =
        labels == null
            ? Map.of()
            : Stream.of(labels.split(",", -1))
                .map(each -> each.split("=", -1))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    assertThat(NamespaceSelectors.parse(selectors).test(has)).isEqualTo(isSeen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | expected a list of label selectors
          [1] | [0]: expected a label selector
          [{"labels":{}}] | [0].labels: expected matchLabels or matchExpressions
          [{"matchLabels":{"a":1}}] | [0].matchLabels.a: expected a text
          [{"matchExpressions":[{"operator":"Exists"}]}] | [0].matchExpressions[0].key: is missing
          [{"matchExpressions":[{"key":"a","operator":"in"}]}] | [0].matchExpressions[0].operator: "in" (expected: In, NotIn, Exists, DoesNotExist)
          [{"matchExpressions":[{"key":"a","operator":"In"}]}] | [0].matchExpressions[0].values: expected with In and NotIn, and not without
          [{"matchExpressions":[{"key":"a","operator":"Exists","values":["b"]}]}] | values: expected with In and NotIn, and not without
          [{ | no JSON
          """)
  void whatIsNoSelectorIsRefusedByItsPlace(String selectors, String words) {
    assertThatThrownBy(() -> NamespaceSelectors.parse(selectors)).hasMessageContaining(words);
  }

  @Test
  void aNamespaceComesAndGoesWithItsLabel() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    try (Deployments cluster =
        new Deployments(
            folder,
            new Scope(
                NamespaceSelectors.parse("[{\"matchLabels\":{\"gateways\":\"yes\"}}]"),
                List.of()))) {
      cluster.gateway("hidden", 8080, "");
      cluster
          .kubectl()
          .apply(
              "{apiVersion: v1, kind: Namespace, metadata: {name: seen, labels: {gateways: 'yes'}}}");
      cluster
          .kubectl()
          .apply(
              Deployments.yaml("shown", 8080, "").replace("namespace: default", "namespace: seen"));
      await(() -> cluster.get("service", "shown", "seen"));
      assertThat(cluster.get("service", "hidden")).isNull();
      assertThat(cluster.condition("hidden", "Accepted")).isNotEqualTo("Accepted");
      cluster.kubectl().run("label", "namespace", "default", "gateways=yes");
      await(() -> cluster.get("service", "hidden"));
      await(() -> cluster.condition("hidden", "Accepted").equals("Accepted"));
      cluster.kubectl().run("label", "namespace", "default", "gateways-");
      cluster.gateway("hidden", 9090, "");
      cluster
          .kubectl()
          .apply(
              Deployments.yaml("later", 8080, "").replace("namespace: default", "namespace: seen"));
      await(() -> cluster.get("service", "later", "seen"));
      assertThat(cluster.get("service", "hidden").toString()).doesNotContain("9090");
    }
  }

  @Test
  void secretsAreReadInTheNamespacesThatAreNamed() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    Scope scope = new Scope(NamespaceSelectors.ALL, List.of("default", "keys"));
    try (Deployments cluster = new Deployments(folder, scope)) {
      for (String namespace : List.of("keys", "others")) {
        cluster
            .kubectl()
            .apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
        cluster
            .kubectl()
            .apply(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: key, namespace: %1$s}
                stringData: {Authorization: sk-one}
                ---
                apiVersion: agentgateway.dev/v1alpha1
                kind: AgentgatewayBackend
                metadata: {name: model, namespace: %1$s}
                spec:
                  ai: {provider: {anthropic: {}}}
                  policies: {auth: {secretRef: {name: key}}}
                """
                    .formatted(namespace));
      }
      await(() -> accepted(cluster, "keys").equals("Accepted"));
      await(() -> accepted(cluster, "others").equals("TranslationError"));
    }
  }

  private static String accepted(Deployments cluster, String namespace) throws Exception {
    return cluster
        .get("agentgatewaybackend", "model", namespace)
        .at("/status/conditions/0/reason")
        .asString("");
  }
}
