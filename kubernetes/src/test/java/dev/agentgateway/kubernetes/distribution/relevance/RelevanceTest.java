package dev.agentgateway.kubernetes.distribution.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.SnapshotDump;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What concerns a Gateway: enough to compile the same, and nobody else's.
final class RelevanceTest {

  private static final Path GOLDEN = Path.of("../config/src/test/golden");
  private static final long SEED = 7;

  private static final String WORLD =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: g, namespace: a}
      spec:
        gatewayClassName: c
        listeners:
        - {name: s, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}
        - {name: t, port: 444, protocol: HTTPS,
           tls: {certificateRefs: [{name: shut, namespace: b}, {name: open, namespace: b}]}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: other, namespace: a}
      spec: {gatewayClassName: c, listeners: [{name: h, port: 80, protocol: HTTP}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: ReferenceGrant
      metadata: {name: grant, namespace: b}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: a}]
        to: [{group: "", kind: Secret, name: open}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: r, namespace: a, labels: {team: x}}
      spec:
        parentRefs: [{name: g}, {name: other}]
        rules:
        - filters:
          - {type: RequestMirror, requestMirror: {backendRef: {name: mirror, port: 80}}}
          - {type: ExtensionRef, extensionRef: {group: g, kind: TrafficPolicy, name: filter}}
          backendRefs:
          - {group: agentgateway.dev, kind: AgentgatewayBackend, name: llm}
          - {name: svc, port: 80}
          - {name: far, namespace: b, port: 80}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: theirs, namespace: a}
      spec: {parentRefs: [{name: other}], rules: [{backendRefs: [{name: hidden, port: 80}]}]}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: llm, namespace: a}
      spec: {policies: {auth: {secretRef: {name: key}}, tls: {caCertificateRefs: [{name: ca}]}}}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: keys, namespace: a}
      spec:
        targetSelectors: [{group: gateway.networking.k8s.io, kind: HTTPRoute, matchLabels: {team: x}}]
        traffic: {apiKeyAuthentication: {secretSelector: {matchLabels: {use: keys}}}}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: elsewhere, namespace: a}
      spec: {targetSelectors: [{group: gateway.networking.k8s.io, kind: HTTPRoute, matchLabels: {team: y}}]}
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayPolicy
      metadata: {name: named, namespace: a}
      spec: {targetRefs: [{group: "", kind: Service, name: svc}], backend: {extAuth: {backendRef: {name: auth, port: 9}}}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: k1, namespace: a, labels: {use: keys, n: "1"}}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: open, namespace: b}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: k2, namespace: a, labels: {use: other}}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: k1, namespace: b, labels: {use: keys}}}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: slice, namespace: a, labels: {kubernetes.io/service-name: svc}}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: slice-of-hidden, namespace: a, labels: {kubernetes.io/service-name: hidden}}
      """;

  private static final ResourceKey GATEWAY = gateway("a", "g");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                              | sent
          Gateway a/g                         | true
          GatewayClass c                      | true
          Secret a/cert                       | true
          Secret b/open                       | true
          HTTPRoute a/r                       | true
          AgentgatewayBackend a/llm           | true
          Secret a/key                        | true
          ConfigMap a/ca                      | true
          Service a/svc                       | true
          Service a/mirror                    | true
          TrafficPolicy a/filter              | true
          EndpointSlice a/slice               | true
          AgentgatewayPolicy a/keys           | true
          Secret a/k1                         | true
          AgentgatewayPolicy a/named          | true
          Service a/auth                      | true
          Namespace a                         | true
          Namespace b                         | true
          ReferenceGrant b/grant              | true
          Gateway a/other                     | false
          Secret b/shut                       | false
          Service b/far                       | false
          HTTPRoute a/theirs                  | false
          Service a/hidden                    | false
          EndpointSlice a/slice-of-hidden     | false
          AgentgatewayPolicy a/elsewhere      | false
          Secret a/k2                         | false
          Secret b/k1                         | false
          """)
  void isSentOrNot(String what, boolean isSent) {
    Graph graph = new Graph();
    read(WORLD).forEach(graph::put);
    Set<String> members = new HashSet<>();
    new Membership(graph, GATEWAY).members().forEach(each -> members.add(each.toString()));
    assertThat(members.contains(what)).isEqualTo(isSent);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5"})
  void followingChangesGivesWhatReadingAnewGives(int seed) {
    Map<ResourceKey, Document> world = read(WORLD);
    List<ResourceKey> keys = new ArrayList<>(world.keySet());
    Random random = new Random(seed * SEED);
    Graph graph = new Graph();
    Membership followed = new Membership(graph, GATEWAY);
    Map<ResourceKey, Document> present = new LinkedHashMap<>();
    for (int i = 0; i < 400; i++) {
      ResourceKey key = keys.get(random.nextInt(keys.size()));
      Set<ResourceKey> before = Set.copyOf(followed.members());
      Set<ResourceKey> moved;
      if (random.nextBoolean()) {
        // Sometimes with what another object says, as when somebody edits it.
        Document said = world.get(random.nextInt(3) == 0 ? alike(key, keys, random) : key);
        present.put(key, said);
        moved = followed.follow(graph.put(key, said));
      } else {
        present.remove(key);
        moved = followed.follow(graph.remove(key));
      }
      Graph anew = new Graph();
      List<ResourceKey> order = new ArrayList<>(present.keySet());
      Collections.shuffle(order, random);
      order.forEach(each -> anew.put(each, present.get(each)));
      assertThat(followed.members()).isEqualTo(new Membership(anew, GATEWAY).members());
      Set<ResourceKey> differs = new HashSet<>(before);
      differs.addAll(followed.members());
      differs.removeIf(each -> before.contains(each) && followed.members().contains(each));
      assertThat(moved).isEqualTo(differs);
    }
  }

  private static ResourceKey alike(ResourceKey key, List<ResourceKey> keys, Random random) {
    List<ResourceKey> same =
        keys.stream()
            .filter(each -> each.kind().equals(key.kind()))
            .filter(each -> each.namespace().equals(key.namespace()))
            .toList();
    return same.get(random.nextInt(same.size()));
  }

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /// All Gateways' shares together are the whole: nothing that matters is left out.
  @ParameterizedTest
  @MethodSource("cases")
  void whatIsSentCompilesToTheSame(String name) throws IOException {
    String yaml = Files.readString(GOLDEN.resolve(name).resolve("in.yaml"));
    Map<ResourceKey, Document> all = read(yaml);
    Graph graph = new Graph();
    all.forEach(graph::put);
    Set<ResourceKey> sent = new HashSet<>();
    for (ResourceKey key : all.keySet()) {
      if (key.kind().equals("Gateway")) {
        sent.addAll(new Membership(graph, key).members());
      }
    }
    List<Document> documents = new ArrayList<>();
    all.forEach((key, document) -> {
      if (sent.contains(key)) {
        documents.add(document);
      }
    });
    String whole = dump(new Documents(List.copyOf(all.values()), List.of()));
    assertThat(dump(new Documents(documents, List.of()))).isEqualTo(whole);
  }

  private static String dump(Documents documents) {
    return SnapshotDump.yaml(Configuration.compile(documents, Options.DEFAULT, null).snapshot());
  }

  private static ResourceKey gateway(String namespace, String name) {
    return new ResourceKey(MentionReader.GATEWAY_API, "Gateway", namespace, name);
  }

  private static Map<ResourceKey, Document> read(String yaml) {
    Map<ResourceKey, Document> read = new LinkedHashMap<>();
    for (Document each :
        YamlReader.read("in.yaml", yaml.getBytes(StandardCharsets.UTF_8)).documents()) {
      int slash = each.apiVersion().indexOf('/');
      boolean isCluster = Set.of("Namespace", "GatewayClass").contains(each.kind());
      String namespace = each.namespace() == null ? "default" : each.namespace();
      read.put(
          new ResourceKey(
              slash < 0 ? "" : each.apiVersion().substring(0, slash),
              each.kind(),
              isCluster ? "" : namespace,
              each.name()),
          each);
    }
    return read;
  }
}
