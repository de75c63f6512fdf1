package dev.agentgateway.config.kinds.httproute;

import dev.agentgateway.schema.Default;
import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Matches;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Planned;
import dev.agentgateway.schema.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends requests of Gateways to backends, by host, path, headers, query and method.
public record HttpRoute(@Required Spec spec) {

  static final String HOSTNAME =
      "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  static final String TOKEN = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$";

  /// @param parentRefs Gateways, or listeners of them
  /// @param hostnames exact or `*.suffix`; absent for those of the listener
  public record Spec(
      @Limits(max = 32) List<ParentRef> parentRefs,
      @Limits(max = 16, itemMin = 1, itemMax = 253) @Matches(HOSTNAME) List<String> hostnames,
      @Limits(max = 16) @Default("[{}]") List<Rule> rules,
      @Planned @Nullable String useDefaultGateways) {}

  public record ParentRef(
      @Limits(max = 253) @Default("gateway.networking.k8s.io") String group,
      @Limits(min = 1, max = 63) @Default("Gateway") String kind,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Limits(min = 1, max = 65_535) @Nullable Integer port) {}

  /// @param matches one of them must hold; absent for every request
  /// @param filters what is done to requests and responses
  /// @param backendRefs where requests go; absent answers 500, unless a filter answers
  public record Rule(
      @Limits(min = 1, max = 253) @Nullable String name,
      @Limits(max = 64) List<Match> matches,
      @Limits(max = 16) List<Filter> filters,
      @Limits(max = 16) List<BackendRef> backendRefs,
      @Inline @MembersOf("HTTPRoute.rules") Members settings) {}

  /// All that is written must hold.
  public record Match(
      @Nullable Path path,
      @Limits(max = 16) List<Field> headers,
      @Limits(max = 16) List<Field> queryParams,
      @OneOf({"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"})
          @Nullable String method) {}

  public record Path(
      @OneOf({"Exact", "PathPrefix", "RegularExpression"}) @Default("PathPrefix") String type,
      @Limits(max = 1024) @Default("/") String value) {}

  /// A header, or a parameter of the query.
  public record Field(
      @OneOf({"Exact", "RegularExpression"}) @Default("Exact") String type,
      @Required @Limits(min = 1, max = 256) @Matches(TOKEN) String name,
      @Required @Limits(max = 4096) String value) {}

  /// @param type says which of the settings is written
  /// @param settings one of them, named as the type
  public record Filter(
      @Required
          @OneOf({
            "RequestHeaderModifier",
            "ResponseHeaderModifier",
            "RequestMirror",
            "RequestRedirect",
            "URLRewrite",
            "ExtensionRef",
            "CORS",
            "ExternalAuth"
          })
          String type,
      @Nullable ExtensionRef extensionRef,
      @Inline @MembersOf("HTTPRoute.filters") Members settings) {}

  /// A resource of this namespace: DirectResponse of gateway.kgateway.dev.
  public record ExtensionRef(
      @Required @Limits(max = 253) String group,
      @Required @Limits(min = 1, max = 63) String kind,
      @Required @Limits(min = 1, max = 253) String name) {}

  /// @param weight share of the rule's requests, relative to the others'
  public record BackendRef(
      @Limits(max = 253) @Default("\"\"") String group,
      @Limits(min = 1, max = 63) @Default("Service") String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Limits(min = 1, max = 65_535) @Nullable Integer port,
      @Limits(min = 0, max = 1_000_000) @Default("1") int weight,
      @Limits(max = 16) List<Filter> filters) {}
}
