package dev.agentgateway.kubernetes.status;

import java.util.List;

/// What of the Gateway API is supported, by the names that its conformance suite gives: the one
/// list that GatewayClasses show.
public final class Features {

  /// In alphabetical order, as the API asks.
  public static final List<String> SUPPORTED =
      List.of(
          "Gateway",
          "GatewayHTTPListenerIsolation",
          "GatewayPort8080",
          "HTTPRoute",
          "HTTPRoute303RedirectStatusCode",
          "HTTPRoute307RedirectStatusCode",
          "HTTPRoute308RedirectStatusCode",
          "HTTPRouteBackendRequestHeaderModification",
          "HTTPRouteBackendTimeout",
          "HTTPRouteCORS",
          "HTTPRouteHostRewrite",
          "HTTPRouteMethodMatching",
          "HTTPRouteNamedRouteRule",
          "HTTPRouteParentRefPort",
          "HTTPRoutePathRedirect",
          "HTTPRoutePathRewrite",
          "HTTPRoutePortRedirect",
          "HTTPRouteQueryParamMatching",
          "HTTPRouteRequestTimeout",
          "HTTPRouteResponseHeaderModification",
          "HTTPRouteSchemeRedirect",
          "ReferenceGrant");

  private Features() {}
}
