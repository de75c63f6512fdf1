package dev.agentgateway.kubernetes.status;

import java.util.List;
import java.util.stream.Stream;

/// What of the Gateway API is supported, by the names that its conformance suite gives: the one
/// list that GatewayClasses show.
public final class Features {

  private static final List<String> EVERYWHERE =
      List.of(
          "BackendTLSPolicy",
          "BackendTLSPolicySANValidation",
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

  /// Where data planes are deployed, with Services that have addresses.
  private static final List<String> DEPLOYED =
      List.of("GatewayAddressEmpty", "GatewayInfrastructure", "GatewayStaticAddresses");

  private Features() {}

  /// In alphabetical order, as the API asks.
  public static List<String> supported(boolean isDeployed) {
    return isDeployed
        ? Stream.of(EVERYWHERE, DEPLOYED).flatMap(List::stream).sorted().toList()
        : EVERYWHERE;
  }
}
