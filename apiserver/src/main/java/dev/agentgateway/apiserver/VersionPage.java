package dev.agentgateway.apiserver;

import dev.agentgateway.apiserver.documents.Json;
import tools.jackson.databind.node.ObjectNode;

/// What `/version` says: the version of Kubernetes whose API this one follows.
final class VersionPage {

  private VersionPage() {}

  static ObjectNode tree() {
    ObjectNode version = Json.object();
    version.put("major", "1");
    version.put("minor", "33");
    version.put("gitVersion", "v1.33.0+agentgateway");
    version.put("gitCommit", "");
    version.put("gitTreeState", "clean");
    version.put("buildDate", "2026-01-01T00:00:00Z");
    version.put("goVersion", "");
    version.put("compiler", "javac");
    version.put(
        "platform",
        System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT)
            + "/"
            + System.getProperty("os.arch", ""));
    return version;
  }
}
