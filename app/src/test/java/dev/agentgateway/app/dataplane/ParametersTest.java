package dev.agentgateway.app.dataplane;

import static dev.agentgateway.app.dataplane.Deployments.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.cluster.Kubectl;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What AgentgatewayParameters and GatewayParameters make of what is deployed.
@Timeout(120)
final class ParametersTest {

  private static final String REF =
      "  infrastructure: {parametersRef: {group: agentgateway.dev, kind: AgentgatewayParameters, name: %s}}";

  @TempDir private static Path folder;

  private static Deployments cluster;

  private static int tests;

  /// Names of this test's own Gateway and parameters.
  private final String edge = "edge-" + tests++;

  private final String mine = "mine-" + tests;

  @BeforeAll
  static void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.isThere(), "no kubectl");
    cluster = new Deployments(folder);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /// Each row: parameters, the object, and what it then holds (and does not).
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image: {tag: 9.9.9} | deployment | registry.example/agentgateway:9.9.9 | 1.2.3
          image: {registry: other.example, repository: team/gw, pullPolicy: Always} | deployment | other.example/team/gw:1.2.3 | registry.example
          image: {digest: 'sha256:0a'} | deployment | registry.example/agentgateway@sha256:0a | 1.2.3
          image: {pullPolicy: Never} | deployment | "imagePullPolicy":"Never" |
          env: [{name: A, value: b}, {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}}] | deployment | {"name":"C","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}} |
          resources: {limits: {memory: 1Gi}} | deployment | "resources":{"limits":{"memory":"1Gi"},"requests":{"cpu":"100m","memory":"128Mi"}} |
          logging: {level: warn, format: json} | deployment | "--quiet","--log-format","json" |
          shutdown: {min: 7, max: 90} | deployment | "--linger-seconds","7","--drain-seconds","82" | "terminationGracePeriodSeconds":60
          deployment: {metadata: {labels: {team: blue}}, spec: {replicas: 4}} | deployment | "replicas":4 |
          deployment: {spec: {template: {spec: {hostAliases: [{ip: 192.0.2.1, hostnames: [x.example]}]}}}} | deployment | "hostAliases" |
          deployment: {spec: {template: {spec: {containers: [{name: agentgateway, securityContext: {$patch: delete}}, {name: side, image: s}]}}}} | deployment | "name":"side" | allowPrivilegeEscalation
          deployment: {spec: {template: {spec: {securityContext: {$patch: delete}}}}} | deployment | "serviceAccountName" | runAsUser
          deployment: {spec: {template: {spec: {volumes: [{name: tmp, $patch: delete}, {name: more, emptyDir: {}}]}}}} | deployment | "name":"more" | {"name":"tmp","emptyDir":{}}
          service: {metadata: {annotations: {note: 'yes'}}, spec: {type: NodePort}} | service | "type":"NodePort" | LoadBalancer
          service: {spec: {ports: [{port: 8080, nodePort: 30080}]}} | service | "name":"listener-8080","nodePort":30080,"port":8080,"protocol":"TCP","targetPort":8080 |
          serviceAccount: {metadata: {annotations: {role: reader}}} | serviceaccount | "role":"reader" |
          workload: {kind: DaemonSet} | daemonset | "updateStrategy" | "strategy"
          podDisruptionBudget: {spec: {minAvailable: 1}} | poddisruptionbudget | "minAvailable":1 |
          podDisruptionBudget: {} | poddisruptionbudget | "app.kubernetes.io/instance":"EDGE" |
          horizontalPodAutoscaler: {spec: {maxReplicas: 5}} | horizontalpodautoscaler | "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"EDGE"} |
          """)
  void aFieldChangesWhatIsDeployed(String spec, String kind, String holds, String lacks)
      throws Exception {
    cluster.kubectl().apply(parameters(mine, spec));
    cluster.gateway(edge, 8080, REF.formatted(mine));
    JsonNode found = await(() -> cluster.get(kind, edge));
    assertThat(packed(found)).contains(packed(holds).replace("EDGE", edge));
    if (lacks != null) {
      assertThat(found.path("spec").toString()).doesNotContain(lacks);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deployment: {replicas: 2} | deployment | "replicas":2
          podTemplate: {nodeSelector: {disk: fast}, terminationGracePeriodSeconds: 33} | deployment | "nodeSelector":{"disk":"fast"}
          podTemplate: {extraLabels: {team: blue}} | deployment | "team":"blue"
          agentgateway: {image: {tag: 7.0.0}, logLevel: error} | deployment | registry.example/agentgateway:7.0.0
          agentgateway: {env: [{name: A, value: b}]} | deployment | {"name":"A","value":"b"}
          service: {type: ClusterIP, extraAnnotations: {note: 'yes'}} | service | "type":"ClusterIP"
          serviceAccount: {extraLabels: {team: blue}} | serviceaccount | "team":"blue"
          """)
  void theOlderKindDoesTheSame(String kube, String kind, String holds) throws Exception {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: gateway.kgateway.dev/v1alpha1
            kind: GatewayParameters
            metadata: {name: %s, namespace: default}
            spec: {kube: {%s}}
            """
                .formatted(mine, kube));
    cluster.gateway(
        edge,
        8080,
        "  infrastructure: {parametersRef: {group: gateway.kgateway.dev, kind: GatewayParameters, name: %s}}"
            .formatted(mine));
    assertThat(packed(await(() -> cluster.get(kind, edge)))).contains(packed(holds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agentgateway.dev | AgentgatewayParameters | nothing | AgentgatewayParameters default/nothing not found
          gateway.kgateway.dev | GatewayParameters | nothing | GatewayParameters default/nothing not found
          agentgateway.dev | GatewayParameters | mine | (expected: AgentgatewayParameters
          '' | ConfigMap | mine | (expected: AgentgatewayParameters
          """)
  void parametersThatAreNotThereDeployNothing(String group, String kind, String name, String words)
      throws Exception {
    cluster.kubectl().apply(parameters("mine", "image: {tag: x}"));
    cluster.gateway(
        edge,
        8080,
        "  infrastructure: {parametersRef: {group: '%s', kind: %s, name: %s}}"
            .formatted(group, kind, name));
    await(() -> cluster.condition(edge, "Accepted").equals("InvalidParameters"));
    assertThat(cluster.get("gateway", edge).path("status").toString()).contains(words);
    assertThat(cluster.get("deployment", edge)).isNull();
    if (name.equals("nothing") && kind.startsWith("Agent")) {
      cluster.kubectl().apply(parameters("nothing", "image: {tag: now}"));
      await(() -> cluster.get("deployment", edge));
      await(() -> cluster.condition(edge, "Accepted").equals("Accepted"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          workload: {kind: StatefulSet} | workload.kind
          image: {pullPolicy: Sometimes} | pullPolicy
          shutdown: {min: 9, max: 3} | min must be at most max
          shutdown: {min: -1, max: 3} | shutdown.min
          env: [{value: nameless}] | env[0].name
          workload: {kind: DaemonSet}, deployment: {} | deployment may not be set with workload.kind DaemonSet
          daemonSet: {} | daemonSet needs workload.kind DaemonSet
          workload: {kind: DaemonSet}, horizontalPodAutoscaler: {} | horizontalPodAutoscaler may not be set
          logging: {format: xml} | logging.format
          spiffe: {source: {csi: {}, hostPath: {path: /run}}} | csi and hostPath may not be set together
          spiffe: {source: {mountPath: run}} | mountPath
          modelCatalog: {sources: [{configMap: {key: a}}]} | configMap.name
          istio: {enabled: sure} | istio.enabled
          """)
  void whatCannotHoldIsRefused(String spec, String words) {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> cluster.kubectl().apply(parameters(mine, spec)))
        .hasMessageContaining(words);
  }

  @Test
  void theGatewaysCountMoreThanTheClassesAndOverlaysMoreThanFields() throws Exception {
    cluster
        .kubectl()
        .apply(
            parameters(
                "class-" + mine,
                "image: {tag: fromclass}, env: [{name: A, value: class}, {name: B, value: class}],"
                    + " deployment: {spec: {replicas: 2, minReadySeconds: 3}}"));
    cluster
        .kubectl()
        .apply(parameters(mine, "env: [{name: A, value: own}], deployment: {spec: {replicas: 5}}"));
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: class-%s}
            spec:
              controllerName: agentgateway.dev/agentgateway
              parametersRef: {group: agentgateway.dev, kind: AgentgatewayParameters, name: class-%s, namespace: default}
            """
                .formatted(mine, mine));
    cluster
        .kubectl()
        .apply(
            Deployments.yaml(edge, 8080, REF.formatted(mine))
                .replace("gatewayClassName: agentgateway", "gatewayClassName: class-" + mine));
    JsonNode spec = await(() -> cluster.get("deployment", edge)).path("spec");
    assertThat(spec.path("replicas").asInt()).isEqualTo(5);
    assertThat(spec.path("minReadySeconds").asInt()).isEqualTo(3);
    JsonNode container = spec.path("template").path("spec").path("containers").path(0);
    assertThat(container.path("image").stringValue()).endsWith(":fromclass");
    assertThat(container.path("env").toString())
        .isEqualTo("[{\"name\":\"A\",\"value\":\"own\"},{\"name\":\"B\",\"value\":\"class\"}]");
  }

  @Test
  void aClassWhoseParametersAreMissingIsNotAcceptedNorAreItsGateways() throws Exception {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: class-%s}
            spec:
              controllerName: agentgateway.dev/agentgateway
              parametersRef: {group: agentgateway.dev, kind: AgentgatewayParameters, name: gone, namespace: default}
            """
                .formatted(mine));
    cluster
        .kubectl()
        .apply(
            Deployments.yaml(edge, 8080, "")
                .replace("gatewayClassName: agentgateway", "gatewayClassName: class-" + mine));
    await(() -> cluster.condition(edge, "Accepted").equals("InvalidParameters"));
    await(() ->
        cluster
            .get("gatewayclass", "class-" + mine)
            .path("status")
            .toString()
            .contains("InvalidParameters"));
    assertThat(cluster.get("deployment", edge)).isNull();
  }

  /// Each row: what the class asks for, what the Gateway asks for, and the reason of Accepted.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          workload: {kind: DaemonSet} | horizontalPodAutoscaler: {} | InvalidParameters
          horizontalPodAutoscaler: {} | workload: {kind: DaemonSet} | InvalidParameters
          workload: {kind: DaemonSet} | workload: {kind: Deployment}, horizontalPodAutoscaler: {} | Accepted
          horizontalPodAutoscaler: {} | workload: {kind: Deployment} | Accepted
          """)
  void aDaemonSetIsNotScaledWhoeverAsks(String ofClass, String own, String reason)
      throws Exception {
    cluster.kubectl().apply(parameters("class-" + mine, ofClass));
    cluster.kubectl().apply(parameters(mine, own));
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: class-%s}
            spec:
              controllerName: agentgateway.dev/agentgateway
              parametersRef: {group: agentgateway.dev, kind: AgentgatewayParameters, name: class-%s, namespace: default}
            """
                .formatted(mine, mine));
    cluster
        .kubectl()
        .apply(
            Deployments.yaml(edge, 8080, REF.formatted(mine))
                .replace("gatewayClassName: agentgateway", "gatewayClassName: class-" + mine));
    await(() -> cluster.condition(edge, "Accepted").equals(reason));
    if (reason.equals("Accepted")) {
      await(() -> cluster.get("horizontalpodautoscaler", edge));
    } else {
      assertThat(cluster.get("daemonset", edge)).isNull();
    }
  }

  @Test
  void whatIsNoLongerAskedForGoes() throws Exception {
    cluster
        .kubectl()
        .apply(parameters(mine, "podDisruptionBudget: {}, horizontalPodAutoscaler: {}"));
    cluster.gateway(edge, 8080, REF.formatted(mine));
    await(() -> cluster.get("horizontalpodautoscaler", edge));
    cluster.kubectl().apply(parameters(mine, "workload: {kind: DaemonSet}"));
    await(() -> cluster.get("daemonset", edge));
    await(() -> cluster.get("deployment", edge) == null);
    await(() -> cluster.get("poddisruptionbudget", edge) == null);
    await(() -> cluster.get("horizontalpodautoscaler", edge) == null);
    cluster.kubectl().apply(parameters(mine, ""));
    await(() -> cluster.get("deployment", edge));
    await(() -> cluster.get("daemonset", edge) == null);
  }

  @Test
  void whatSomebodyElseMadeStays() throws Exception {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: %s, namespace: default}
            spec: {minAvailable: 1}
            """
                .formatted(edge));
    cluster.gateway(edge, 8080, "");
    await(() -> cluster.get("service", edge));
    cluster.gateway(edge + "-other", 8080, "");
    await(() -> cluster.get("service", edge + "-other"));
    assertThat(cluster.get("poddisruptionbudget", edge)).isNotNull();
  }

  @Test
  void whatHasTheNameAndIsSomebodyElsesIsLeftAlone() throws Exception {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: %s, namespace: default}
            spec: {ports: [{port: 5432}]}
            """
                .formatted(edge));
    cluster.gateway(edge, 8080, "");
    await(() -> cluster.condition(edge, "Programmed").equals("DeploymentFailed"));
    assertThat(cluster.get("gateway", edge).path("status").toString())
        .contains("Service " + edge + " is there and not this Gateway's");
    assertThat(cluster.get("service", edge).path("spec").path("ports").toString())
        .contains("5432")
        .doesNotContain("8080");
    cluster.kubectl().run("delete", "service", edge);
    await(() -> cluster.get("service", edge) != null);
    await(() -> cluster.condition(edge, "Programmed").equals("AddressNotAssigned"));
  }

  @Test
  void whoManagesHimselfGetsNothing() throws Exception {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: gateway.kgateway.dev/v1alpha1
            kind: GatewayParameters
            metadata: {name: %s, namespace: default}
            spec: {selfManaged: {}}
            """
                .formatted(mine));
    cluster.gateway(
        edge,
        8080,
        "  infrastructure: {parametersRef: {group: gateway.kgateway.dev, kind: GatewayParameters, name: %s}}"
            .formatted(mine));
    await(() -> cluster.condition(edge, "Accepted").equals("Accepted"));
    cluster.gateway(edge + "-other", 8080, "");
    await(() -> cluster.get("service", edge + "-other"));
    assertThat(cluster.get("deployment", edge)).isNull();
  }

  @Test
  void aGatewayMayBeManagedWhoseClassIsNot() throws Exception {
    cluster
        .kubectl()
        .apply(
            """
            apiVersion: gateway.kgateway.dev/v1alpha1
            kind: GatewayParameters
            metadata: {name: class-%1$s, namespace: default}
            spec: {selfManaged: {}}
            ---
            apiVersion: gateway.kgateway.dev/v1alpha1
            kind: GatewayParameters
            metadata: {name: %1$s, namespace: default}
            spec: {kube: {deployment: {replicas: 2}}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: class-%1$s}
            spec:
              controllerName: agentgateway.dev/agentgateway
              parametersRef: {group: gateway.kgateway.dev, kind: GatewayParameters, name: class-%1$s, namespace: default}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: %2$s, namespace: default}
            spec:
              gatewayClassName: class-%1$s
              infrastructure: {parametersRef: {group: gateway.kgateway.dev, kind: GatewayParameters, name: %1$s}}
              listeners: [{name: http, protocol: HTTP, port: 8080}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: %2$s-self, namespace: default}
            spec:
              gatewayClassName: class-%1$s
              listeners: [{name: http, protocol: HTTP, port: 8080}]
            """
                .formatted(mine, edge));
    await(() -> cluster.get("deployment", edge));
    await(() -> cluster.condition(edge + "-self", "Accepted").equals("Accepted"));
    assertThat(cluster.get("deployment", edge + "-self")).isNull();
  }

  @Test
  void whatChangesNothingWritesNothing() throws Exception {
    cluster.kubectl().apply(parameters(mine, "deployment: {spec: {replicas: 2}}"));
    cluster.gateway(edge, 8080, REF.formatted(mine));
    String version = version(await(() -> cluster.get("deployment", edge)));
    cluster.kubectl().run("annotate", "deployment", edge, "note=kept");
    cluster.kubectl().apply(parameters(mine, "deployment: {spec: {replicas: 2}}, service: {}"));
    cluster.replace();
    cluster.gateway(edge + "-other", 8080, "");
    await(() -> cluster.get("service", edge + "-other"));
    JsonNode now = cluster.get("deployment", edge);
    assertThat(now.path("metadata").path("annotations").path("note").stringValue())
        .isEqualTo("kept");
    assertThat(Long.parseLong(version(now))).isGreaterThan(Long.parseLong(version));
    cluster.gateway(edge + "-third", 8080, "");
    await(() -> cluster.get("service", edge + "-third"));
    assertThat(version(cluster.get("deployment", edge))).isEqualTo(version(now));
  }

  @Test
  void aServiceHasOneAddress() throws Exception {
    cluster.gateway(edge, 8080, "  addresses: [{value: 192.0.2.1}, {value: 192.0.2.2}]");
    await(() -> cluster.condition(edge, "Programmed").equals("AddressNotUsable"));
    assertThat(cluster.get("service", edge).path("spec").has("loadBalancerIP")).isFalse();
  }

  private static String version(JsonNode object) {
    return object.path("metadata").path("resourceVersion").stringValue();
  }

  private static String parameters(String name, String spec) {
    return """
    apiVersion: agentgateway.dev/v1alpha1
    kind: AgentgatewayParameters
    metadata: {name: %s, namespace: default}
    spec: {%s}
    """
        .formatted(name, spec);
  }

  private static String packed(Object json) {
    return json.toString().replace(" ", "");
  }
}
