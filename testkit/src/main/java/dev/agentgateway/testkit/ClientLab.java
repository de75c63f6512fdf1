package dev.agentgateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where the clients of others are tried: fake providers in both wire formats, and a gateway before
/// them that takes either format for either provider.
public final class ClientLab implements AutoCloseable {

  /// The key that clients give; the gateway never passes it on.
  public static final String CLIENT_KEY = "client-key-canary-3333";

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        name: lab
      spec:
        gatewayClassName: agentgateway
        listeners:
        - name: http
          protocol: HTTP
          port: 8080
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: key
      stringData:
        Authorization: provider-key-canary-4444
      """;

  private static final String PROVIDER =
      """
      ---
      apiVersion: agentgateway.dev/v1alpha1
      kind: AgentgatewayBackend
      metadata:
        name: %1$s
      spec:
        ai:
          provider:
            %1$s: {}
            host: 127.0.0.1
            port: %2$d
        policies:
          auth:
            secretRef:
              name: key
          ai:
            routes:
              /v1/chat/completions: Completions
              /v1/messages: Messages
              /v1/messages/count_tokens: AnthropicTokenCount
              /v1/models: Passthrough
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: %1$s
      spec:
        parentRefs:
        - name: lab
        rules:
        - matches:
          - path:
              type: PathPrefix
              value: /%1$s
          backendRefs:
          - group: agentgateway.dev
            kind: AgentgatewayBackend
            name: %1$s
      """;

  /// Who answers behind the gateway.
  public enum Vendor {
    OPENAI,
    ANTHROPIC;

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final FakeUpstream openai = FakeUpstream.start();
  private final FakeUpstream anthropic = FakeUpstream.start();
  private final GatewayProcess gateway;

  private ClientLab(Path folder) {
    write(folder);
    this.gateway = GatewayProcess.run(folder, Map.of());
  }

  public static ClientLab start() {
    try {
      return new ClientLab(Files.createTempDirectory("client-lab"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FakeUpstream upstream(Vendor provider) {
    return switch (provider) {
      case OPENAI -> openai;
      case ANTHROPIC -> anthropic;
    };
  }

  /// Where a client finds a provider, without `/v1`.
  public String url(Vendor provider) {
    return "http://127.0.0.1:" + gateway.port() + "/" + provider.path();
  }

  public GatewayProcess gateway() {
    return gateway;
  }

  /// The latest request that reached a provider.
  public Received latest(Vendor provider) {
    return upstream(provider).received().getLast();
  }

  @Override
  public void close() {
    gateway.close();
    openai.close();
    anthropic.close();
  }

  private void write(Path folder) {
    String resources =
        GATEWAY
            + PROVIDER.formatted(Vendor.OPENAI.path(), openai.port())
            + PROVIDER.formatted(Vendor.ANTHROPIC.path(), anthropic.port());
    Path file = folder.resolve("lab.yaml");
    try {
      Files.writeString(file, resources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path made : List.of(folder, file)) {
      made.toFile().deleteOnExit();
    }
  }
}
