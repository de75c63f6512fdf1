package dev.agentgateway.policies;

import java.util.List;
import java.util.Map;

/// The fields of each family that the contract has, whether the program acts on them or not.
final class KnownFields {

  private static final List<String> AI =
      List.of(
          "prompt",
          "promptGuard",
          "defaults",
          "overrides",
          "transformations",
          "finalTransformations",
          "modelAliases",
          "promptCaching",
          "routes",
          "fidelity");

  private static final List<String> BACKEND =
      List.of("tcp", "tls", "http", "tunnel", "auth", "mcp", "transformation", "health", "extAuth");

  static final Map<String, List<String>> BY_FAMILY =
      Map.of(
          "AgentgatewayPolicy.frontend",
          List.of(
              "tcp",
              "networkAuthorization",
              "tls",
              "http",
              "proxyProtocol",
              "connect",
              "accessLog",
              "tracing",
              "metrics"),
          "AgentgatewayPolicy.traffic",
          List.of(
              "transformation",
              "extProc",
              "extAuth",
              "rateLimit",
              "cors",
              "csrf",
              "headerModifiers",
              "hostRewrite",
              "timeouts",
              "retry",
              "authorization",
              "jwtAuthentication",
              "basicAuthentication",
              "apiKeyAuthentication",
              "directResponse",
              "buffer",
              "delay"),
          "AgentgatewayPolicy.backend",
          BACKEND,
          "AgentgatewayPolicy.backend.ai",
          AI,
          "AgentgatewayBackend.policies",
          BACKEND,
          "AgentgatewayBackend.policies.ai",
          AI,
          "TrafficPolicy",
          List.of(
              "transformation",
              "extAuth",
              "extProc",
              "rateLimit",
              "cors",
              "csrf",
              "headerModifiers",
              "autoHostRewrite",
              "buffer",
              "timeouts",
              "retry",
              "rbac"),
          "TrafficPolicy.ai",
          List.of("promptEnrichment", "promptGuard", "defaults", "routeType"),
          "HTTPRoute.filters",
          List.of(
              "requestHeaderModifier",
              "responseHeaderModifier",
              "requestMirror",
              "requestRedirect",
              "urlRewrite",
              "cors",
              "externalAuth"),
          "HTTPRoute.rules",
          List.of("timeouts", "retry", "sessionPersistence"));

  private KnownFields() {}
}
