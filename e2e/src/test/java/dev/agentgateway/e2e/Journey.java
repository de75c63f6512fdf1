package dev.agentgateway.e2e;

import dev.agentgateway.testkit.FakeUpstream;
import dev.agentgateway.testkit.GatewayProcess;
import dev.agentgateway.testkit.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Pages of the documentation as they are, run by a gateway whose providers are fakes with the
/// providers' own names.
final class Journey implements AutoCloseable {

  static final String OPENAI_KEY = "sk-openai-canary-2222";
  static final String ANTHROPIC_KEY = "sk-ant-canary-1111";

  final FakeUpstream openai;
  final FakeUpstream anthropic;
  final GatewayProcess gateway;

  private Journey(FakeUpstream openai, FakeUpstream anthropic, GatewayProcess gateway) {
    this.openai = openai;
    this.anthropic = anthropic;
    this.gateway = gateway;
  }

  /// @param pages `page.md` or `page.md variant`; the set-up is always there
  static Journey start(Path folder, String version, String... pages) {
    TestCertificates certificates = TestCertificates.of("api.anthropic.com", "api.openai.com");
    FakeUpstream openai = FakeUpstream.startTls(certificates);
    FakeUpstream anthropic = FakeUpstream.startTls(certificates);
    write(folder, "setup.md", version, "");
    for (String page : pages) {
      String[] words = page.split(" ", -1);
      write(folder, words[0], version, words.length > 1 ? words[1] : "");
    }
    GatewayProcess gateway =
        GatewayProcess.run(
            folder,
            Map.of("OPENAI_API_KEY", OPENAI_KEY, "ANTHROPIC_API_KEY", ANTHROPIC_KEY),
            "--resolve",
            "api.openai.com:443=" + openai.address(),
            "--resolve",
            "api.anthropic.com:443=" + anthropic.address(),
            "--ca-file",
            certificates.authorityFile(folder).toString());
    return new Journey(openai, anthropic, gateway);
  }

  int port() {
    return gateway.port();
  }

  @Override
  public void close() {
    gateway.close();
    openai.close();
    anthropic.close();
  }

  private static void write(Path folder, String page, String version, String variant) {
    try {
      Files.writeString(
          folder.resolve(page.replace(".md", ".yaml")),
          DocPage.read("docs/" + page).yaml(version, variant));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
