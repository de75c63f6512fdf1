package dev.agentgateway.config.kinds.secret;

import dev.agentgateway.schema.Confidential;
import dev.agentgateway.schema.Default;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys and certificates. `stringData` goes over `data`, whose values are base64.
public record Secret(
    @Default("Opaque") String type,
    @Confidential Map<String, String> data,
    @Confidential Map<String, String> stringData,
    @Nullable Boolean immutable) {

  @Override
  public String toString() {
    return "Secret[" + type + "]";
  }
}
