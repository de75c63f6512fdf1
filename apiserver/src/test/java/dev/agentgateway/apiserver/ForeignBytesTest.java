package dev.agentgateway.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.agentgateway.apiserver.documents.Json;
import dev.agentgateway.apiserver.documents.MalformedDocument;
import dev.agentgateway.apiserver.documents.Yaml;
import dev.agentgateway.apiserver.kinds.Kinds;
import dev.agentgateway.apiserver.openapi.Schema;
import dev.agentgateway.apiserver.protobuf.Protobuf;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bodies in protobuf, YAML and JSON, whole and broken.
final class ForeignBytesTest {

  private static final Schema SECRET =
      new Kinds().find("", "secrets").versions().getFirst().schema();

  /// A Secret as `kubectl create secret generic s --from-literal=k=v` sends it.
  private static final byte[] SENT =
      Base64.getDecoder()
          .decode("azhzAAoMCgJ2MRIGU2VjcmV0Eh0KEQoBcxIAGgAiACoAMgA4AEIAEgYKAWsSAXYaABoAIgA=");

  @Test
  void aSecretInProtobufIsRead() throws Exception {
    assertThat(Protobuf.read(SENT, SECRET).tree().toString())
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\"},\"data\":{\"k\":\"dg==\"}}");
  }

  @Test
  void brokenBytesAreMalformedAndNothingElse() {
    Random random = new Random(7);
    byte[] yaml = "a: &x {b: [1, 'two', 3.5, null, true]}\nc: *x\n".getBytes(UTF_8);
    byte[] json = "{\"a\":{\"b\":[1,\"two\",3.5e3,null,true]}}".getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] protobuf = broken(SENT, random, 4);
      byte[] text = broken(i % 2 == 0 ? yaml : json, random, 0);
      assertThatCode(
              () -> {
                try {
                  Protobuf.read(protobuf, SECRET);
                } catch (MalformedDocument expected) {
                  assertThat(expected).hasMessageMatching("(?s).+");
                }
                try {
                  Yaml.read(text);
                } catch (MalformedDocument expected) {
                  assertThat(expected).hasMessageMatching("(?s).+");
                }
                try {
                  Json.read(text);
                } catch (MalformedDocument expected) {
                  assertThat(expected).hasMessageMatching("(?s).+");
                }
              })
          .doesNotThrowAnyException();
    }
  }

  private static byte[] broken(byte[] whole, Random random, int kept) {
    byte[] copy = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      copy[kept + random.nextInt(copy.length - kept)] = (byte) random.nextInt(256);
    }
    return random.nextInt(3) == 0
        ? java.util.Arrays.copyOf(copy, kept + random.nextInt(copy.length - kept))
        : copy;
  }
}
