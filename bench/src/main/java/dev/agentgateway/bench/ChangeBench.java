package dev.agentgateway.bench;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.sources.Document;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Compiling after one of many routes changed: from its text to a snapshot, without sockets.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ChangeBench {

  private static final String SHARED =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: gateway}
      spec:
        gatewayClassName: agentgateway
        listeners: [{name: http, port: 8080, protocol: HTTP}]
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata: {name: models}
      spec: {ai: {provider: {anthropic: {model: claude-haiku-4-5}}}, policies: {auth: {key: k}}}
      """;

  @Param({"10", "50", "1000", "5000"})
  public int routes;

  private final List<Document> documents = new ArrayList<>();
  private Compiled compiled = Compiled.NOTHING;
  private int changes;

  @Setup
  public void all() {
    for (int i = 0; i < routes; i++) {
      documents.add(route(i));
    }
    documents.addAll(YamlReader.read("shared", SHARED).documents());
    change();
  }

  @Benchmark
  public Compiled change() {
    documents.set(changes % routes, route(changes % routes));
    changes++;
    compiled =
        Configuration.compile(new Documents(documents, List.of()), Options.DEFAULT, compiled);
    return compiled;
  }

  private Document route(int i) {
    return YamlReader.read(
            "routes",
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r%d}
            spec:
              parentRefs: [{name: gateway}]
              rules:
              - matches: [{path: {value: /%d/%d}}]
                backendRefs: [{group: agentgateway.dev, kind: AgentgatewayBackend, name: models}]
            """
                .formatted(i, i, changes))
        .documents()
        .getFirst();
  }
}
