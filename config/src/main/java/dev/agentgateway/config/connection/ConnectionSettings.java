package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Resolved;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Settings.Setting;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.http.UpstreamTls;
import dev.agentgateway.llm.Credential;
import dev.agentgateway.policies.backendauth.BackendAuthConfig;
import dev.agentgateway.policies.backendtls.BackendTlsConfig;
import dev.agentgateway.schema.Members;
import java.util.List;

/// Settings of a backend's section, with what in it names Secrets and ConfigMaps.
public final class ConnectionSettings {

  private ConnectionSettings() {}

  /// @param namespace in which Secrets and ConfigMaps are looked for
  public static Settings with(
      List<Setting> policies, Members members, String namespace, Workspace workspace) {
    Resolved<Credential> credential = null;
    Resolved<UpstreamTls> tls = null;
    for (Record written : members.byField().values()) {
      if (written instanceof BackendAuthConfig auth) {
        credential = Credentials.of(auth, namespace, workspace);
      } else if (written instanceof BackendTlsConfig config) {
        tls = UpstreamTlsSettings.of(config, namespace, workspace);
      }
    }
    return new Settings(policies, credential, tls);
  }
}
