package dev.agentgateway.config.kind;

import dev.agentgateway.http.Secret;
import java.util.Map;

/// What a Secret holds, decoded.
public record SecretContent(String type, Map<String, Secret> values) {

  public SecretContent {
    values = Map.copyOf(values);
  }
}
