package dev.agentgateway.config.kinds.agentgatewaymodel;

import dev.agentgateway.config.connection.Credentials;
import dev.agentgateway.config.connection.ProviderPlan;
import dev.agentgateway.config.connection.UpstreamTlsSettings;
import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.Format;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.Policies;
import dev.agentgateway.config.kinds.agentgatewaymodel.AgentgatewayModel.Spec;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.llm.Provider;
import dev.agentgateway.llm.ProviderSettings;
import dev.agentgateway.llm.providers.Providers;
import dev.agentgateway.llm.providers.compatible.Compatible;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an AgentgatewayModel says, in the words of destinations.
///
/// @param pattern what clients ask for
/// @param provider null where it has none that can be used
/// @param cause why it cannot be used; empty when it can
record ModelPlan(
    Resource<AgentgatewayModel> resource,
    String pattern,
    @Nullable ProviderPlan provider,
    String cause) {

  private static final String PROVIDER = "spec.provider";
  private static final int PORT_MAX = 65_535;

  static List<Problem> check(Resource<AgentgatewayModel> resource) {
    String written = resource.record().spec().baseURL();
    if (written == null || address(written) != null) {
      return List.of();
    }
    return List.of(
        resource.error(
            "spec.baseURL",
            "%s (expected: http:// or https://, a host, and perhaps a port and a path)"
                .formatted(written),
            "",
            "Invalid"));
  }

  static ModelPlan of(Resource<AgentgatewayModel> resource, Workspace workspace) {
    Spec spec = resource.record().spec();
    AgentgatewayModel.Match match = spec.match();
    String pattern = match == null || match.model() == null ? resource.key().name() : match.model();
    if (spec.provider() == null) {
      return new ModelPlan(resource, pattern, null, "");
    }
    Provider provider = provider(spec);
    if (provider == null) {
      String cause = "the provider %s is not acted on yet".formatted(spec.provider());
      return new ModelPlan(resource, pattern, null, cause);
    }
    if (spec.baseURL() != null && address(spec.baseURL()) == null) {
      return new ModelPlan(resource, pattern, null, "baseURL is no address");
    }
    Settings settings = settings(spec.policies(), resource.namespace(), workspace);
    return new ModelPlan(resource, pattern, plan(provider, spec, settings), "");
  }

  boolean isPublic() {
    return resource.record().spec().visibility().equals("Public");
  }

  boolean isPattern() {
    return pattern.contains("*");
  }

  /// What the provider is asked for when clients ask for `model`.
  String upstreamModel(String model) {
    String head = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 1) : "";
    return !head.isEmpty() && model.startsWith(head) ? model.substring(head.length()) : model;
  }

  private static @Nullable Provider provider(Spec spec) {
    String written = String.valueOf(spec.provider());
    if (written.equals("Custom") && spec.custom() != null) {
      Map<String, String> paths = new LinkedHashMap<>();
      for (Format format : spec.custom().formats()) {
        if (format.type().equals("Completions") || format.type().equals("Messages")) {
          String path = format.path();
          paths.put(format.type().toLowerCase(Locale.ROOT), path == null ? "" : path);
        }
      }
      return paths.isEmpty() || spec.baseURL() == null ? null : Compatible.custom(paths);
    }
    Provider ours = Providers.find(written.toLowerCase(Locale.ROOT));
    return ours == null ? Compatible.find(written) : ours;
  }

  private static ProviderPlan plan(Provider provider, Spec spec, Settings settings) {
    String base = provider instanceof Compatible compatible ? compatible.base() : null;
    URI address = spec.baseURL() == null ? null : address(spec.baseURL());
    if (address == null) {
      return new ProviderPlan(
          provider.name(),
          PROVIDER,
          provider,
          ProviderSettings.NONE,
          null,
          null,
          null,
          base,
          settings);
    }
    boolean isTls = "https".equalsIgnoreCase(address.getScheme());
    String path = address.getPath();
    boolean hasPath = path != null && !path.isEmpty() && !path.equals("/");
    Settings secured =
        isTls && settings.tls() == null
            ? new Settings(List.of(), settings.credential(), Resolved.of(UpstreamTls.SYSTEM))
            : settings;
    return new ProviderPlan(
        provider.name(),
        PROVIDER,
        provider,
        ProviderSettings.NONE,
        address.getHost(),
        address.getPort() >= 0 ? address.getPort() : isTls ? 443 : 80,
        null,
        hasPath ? path : null,
        secured);
  }

  private static @Nullable URI address(String written) {
    try {
      URI address = URI.create(written);
      String scheme = address.getScheme();
      boolean isWeb = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      int port = address.getPort();
      return !isWeb || address.getHost() == null || port == 0 || port > PORT_MAX ? null : address;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static Settings settings(
      @Nullable Policies policies, String namespace, Workspace workspace) {
    if (policies == null) {
      return Settings.NONE;
    }
    Resolved<Credential> credential =
        policies.auth() == null ? null : Credentials.of(policies.auth(), namespace, workspace);
    Resolved<UpstreamTls> tls =
        policies.tls() == null
            ? null
            : UpstreamTlsSettings.of(policies.tls(), namespace, workspace);
    return new Settings(List.of(), credential, tls);
  }
}
