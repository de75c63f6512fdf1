package dev.agentgateway.config.kinds.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.kind.Kind;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.SecretContent;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decodes what a Secret holds.
public final class SecretKind implements Kind<Secret> {

  @Override
  public String group() {
    return "";
  }

  @Override
  public String name() {
    return "Secret";
  }

  @Override
  public List<String> versions() {
    return List.of("v1");
  }

  @Override
  public Class<Secret> type() {
    return Secret.class;
  }

  @Override
  public List<Problem> check(Resource<Secret> resource, Workspace workspace) {
    List<Problem> problems = new ArrayList<>();
    resource
        .record()
        .data()
        .forEach((entry, value) -> {
          if (decoded(value) == null) {
            problems.add(
                resource.error(
                    "data." + entry,
                    "not base64 (the value is not shown)",
                    "plain texts go in stringData",
                    "Invalid"));
          }
        });
    return problems;
  }

  @Override
  public void declare(Resource<Secret> resource, Workspace workspace) {
    Map<String, dev.agentgateway.http.Secret> values = new HashMap<>();
    resource
        .record()
        .data()
        .forEach((entry, value) -> {
          String decoded = decoded(value);
          if (decoded != null) {
            values.put(entry, dev.agentgateway.http.Secret.of(decoded));
          }
        });
    resource
        .record()
        .stringData()
        .forEach((entry, value) -> values.put(entry, dev.agentgateway.http.Secret.of(value)));
    workspace.secret(resource.key().id(), new SecretContent(resource.record().type(), values));
  }

  private static @Nullable String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.replaceAll("\\s", "")), UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
