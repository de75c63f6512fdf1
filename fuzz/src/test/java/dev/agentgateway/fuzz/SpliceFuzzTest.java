package dev.agentgateway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentgateway.llm.splice.JsonFields;
import dev.agentgateway.llm.splice.JsonScan;

/// Any bytes are an object or malformed; what was spliced is an object with what was set.
final class SpliceFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void whatIsSplicedStaysAnObject(byte[] bytes) {
    if (JsonFields.scan(bytes) instanceof JsonScan.Scanned(JsonFields fields)) {
      byte[] spliced = fields.splice().setRaw("model", "\"m\"".getBytes(UTF_8)).bytes();
      JsonScan again = JsonFields.scan(spliced);
      assertThat(again).isInstanceOf(JsonScan.Scanned.class);
      assertThat(((JsonScan.Scanned) again).fields().text("model")).isEqualTo("m");
    }
  }
}
