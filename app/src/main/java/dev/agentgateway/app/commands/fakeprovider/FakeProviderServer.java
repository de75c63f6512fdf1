package dev.agentgateway.app.commands.fakeprovider;

import dev.agentgateway.http.CertificateKey;
import dev.agentgateway.http.Server;
import dev.agentgateway.llm.fake.FakeHandler;
import dev.agentgateway.llm.fake.FakeModels;
import dev.agentgateway.llm.fake.FakeProvider;
import dev.agentgateway.transport.OwnCertificate;
import dev.agentgateway.transport.Transport;
import dev.agentgateway.transport.TransportOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `agentgateway fake-provider`.
@Command(
    name = "fake-provider",
    description = "Serve the fake models in the formats of OpenAI and Anthropic.")
public final class FakeProviderServer implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "127.0.0.1:4010",
      description = "Where to listen, port 0 for any (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(
      names = "--tls",
      description = "Speak TLS, with a self-signed certificate that is made at the start.")
  private boolean isTls;

  @Option(
      names = "--ca-out",
      paramLabel = "FILE",
      description =
          "With --tls: where the certificate is written, for clients to trust (default: ${DEFAULT-VALUE}).")
  private Path authority = Path.of("agentgateway-fake-ca.pem");

  @Override
  public Integer call() throws InterruptedException {
    InetSocketAddress address = address();
    PrintWriter err = spec.commandLine().getErr();
    try (Transport transport = Transport.open(TransportOptions.DEFAULT)) {
      CertificateKey own = isTls ? OwnCertificate.forLoopback(address.getAddress()) : null;
      Server.Port port =
          transport.server().bind(address, new FakeHandler(FakeProvider.strict()), tls(own));
      err.printf("%d fake models, see docs/fake-models.md%n", FakeModels.ALL.size());
      if (own != null) {
        Files.writeString(authority, own.chain());
        err.println("certificate for clients to trust: " + authority.toAbsolutePath());
      }
      err.printf("listening on %s://%s%n", isTls ? "https" : "http", shown(port.address()));
      err.flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException e) {
      err.printf(
          "agentgateway: %s cannot be used: %s; choose another with --listen ADDRESS:PORT%n",
          listen, e.getMessage());
      err.flush();
      return 1;
    }
  }

  private static Server.@Nullable ServerTls tls(@Nullable CertificateKey own) {
    return own == null ? null : new Server.ServerTls(List.of(new Server.Named("*", own)));
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      String host = listen.substring(0, Math.max(0, colon)).replace("[", "").replace("]", "");
      InetAddress ip =
          host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host);
      return new InetSocketAddress(ip, Integer.parseInt(listen.substring(colon + 1)));
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(
          spec.commandLine(), "--listen: %s (expected: ADDRESS:PORT)".formatted(listen));
    }
  }

  private static String shown(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    String host = ip.isAnyLocalAddress() ? "localhost" : ip.getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
