package dev.agentgateway.app.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.kinds.KindDocs;
import dev.agentgateway.schema.write.KindDoc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The definitions of kinds that the program's own API serves from the start.
final class Definitions {

  private static final List<String> GATEWAY_API =
      List.of(
          "gatewayclasses",
          "gateways",
          "listenersets",
          "httproutes",
          "grpcroutes",
          "tlsroutes",
          "tcproutes",
          "udproutes",
          "referencegrants",
          "backendtlspolicies");

  private Definitions() {}

  static List<String> texts() {
    List<String> texts = new ArrayList<>();
    GATEWAY_API.forEach(each -> texts.add(read(each + ".gateway.networking.k8s.io.json")));
    for (KindDoc kind : KindDocs.ALL) {
      if (kind.ownership() == KindDoc.Ownership.OURS) {
        texts.add(read(kind.resource() + ".yaml"));
      }
    }
    return texts;
  }

  private static String read(String file) {
    try (InputStream in = Definitions.class.getResourceAsStream("definitions/" + file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in the program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
