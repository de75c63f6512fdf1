package dev.agentgateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.YamlReader;

/// Any bytes are documents or faults with a place, and whatever they are can be compiled.
final class YamlFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreDocumentsOrFaults(byte[] bytes) {
    Documents documents = YamlReader.read("fuzz.yaml", bytes);
    documents.faults().forEach(fault -> assertThat(fault.at().line()).isPositive());
    assertThat(Configuration.compile(documents, Options.DEFAULT, null)).isNotNull();
  }
}
