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
import dev.agentgateway.schema.Unique;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sends requests of Gateways to backends, by host, path, headers, query and method.
public record HttpRoute(@Required Spec spec) {

  static final String HOSTNAME =
      "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  static final String GROUP =
      "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

  static final String KIND = "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$";

  static final String TOKEN = "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$";

  /// @param parentRefs Gateways, or listeners of them
  /// @param hostnames exact or `*.suffix`; absent for those of the listener
  public record Spec(
      @dev.agentgateway.schema.Rule(
              value =
                  "self.all(a, self.exists_one(b, a.group == b.group && a.kind == b.kind && a.name =="
                      + " b.name && (has(a.__namespace__) ? a.__namespace__ : '') =="
                      + " (has(b.__namespace__) ? b.__namespace__ : '') && (has(a.sectionName) ?"
                      + " a.sectionName : '') == (has(b.sectionName) ? b.sectionName : '') &&"
                      + " (has(a.port) ? a.port : 0) == (has(b.port) ? b.port : 0)))",
              message = "no two parentRefs may be the same")
          @Limits(max = 32)
          List<ParentRef> parentRefs,
      @Limits(max = 16, itemMin = 1, itemMax = 253) @Matches(HOSTNAME) List<String> hostnames,
      @dev.agentgateway.schema.Rule(
              value =
                  "self.all(a, !has(a.name) || self.exists_one(b, has(b.name) && a.name == b.name))",
              message = "no two rules may have the same name")
          @Limits(max = 16)
          @Default("[{}]")
          List<Rule> rules,
      @Planned @Nullable String useDefaultGateways) {}

  public record ParentRef(
      @Limits(max = 253) @Matches(GROUP) @Default("gateway.networking.k8s.io") String group,
      @Limits(min = 1, max = 63) @Matches(KIND) @Default("Gateway") String kind,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 253) @Nullable String sectionName,
      @Limits(min = 1, max = 65_535) @Nullable Integer port) {}

  /// @param matches one of them must hold; absent for every request
  /// @param filters what is done to requests and responses
  /// @param backendRefs where requests go; absent answers 500, unless a filter answers
  @dev.agentgateway.schema.Rule(
      value =
          "!has(self.backendRefs) || size(self.backendRefs) == 0 || !has(self.filters) ||"
              + " self.filters.all(f, f.type != 'RequestRedirect')",
      message = "a RequestRedirect answers by itself: it may not stand beside backendRefs")
  @dev.agentgateway.schema.Rule(
      value =
          "!has(self.filters) || !has(self.matches) || !self.filters.exists(f, (has(f.urlRewrite) &&"
              + " has(f.urlRewrite.path) && f.urlRewrite.path.type == 'ReplacePrefixMatch') ||"
              + " (has(f.requestRedirect) && has(f.requestRedirect.path) &&"
              + " f.requestRedirect.path.type == 'ReplacePrefixMatch')) || (size(self.matches) == 1"
              + " && (!has(self.matches[0].path) || self.matches[0].path.type == 'PathPrefix'))",
      message = "ReplacePrefixMatch needs exactly one match, of type PathPrefix")
  public record Rule(
      @Limits(min = 1, max = 253) @Nullable String name,
      @Limits(max = 64) List<Match> matches,
      @dev.agentgateway.schema.Rule(value = ONCE, message = ONCE_WORDS)
          @dev.agentgateway.schema.Rule(value = ONE_OF_TWO, message = ONE_OF_TWO_WORDS)
          @Limits(max = 16)
          List<Filter> filters,
      @Limits(max = 16) List<BackendRef> backendRefs,
      @Inline @MembersOf("HTTPRoute.rules") Members settings) {}

  /// All that is written must hold.
  public record Match(
      @Nullable Path path,
      @Limits(max = 16) @Unique("name") List<Field> headers,
      @Limits(max = 16) @Unique("name") List<Field> queryParams,
      @OneOf({"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"})
          @Nullable String method) {}

  @dev.agentgateway.schema.Rule(
      value = "self.type == 'RegularExpression' || self.value.startsWith('/')",
      message = "value must begin with /")
  @dev.agentgateway.schema.Rule(
      value =
          "self.type == 'RegularExpression' || ['//', '/./', '/../', '%2f', '%2F', '#'].all(each,"
              + " !self.value.contains(each))",
      message = "value may not contain //, /./, /../, %2f or #")
  @dev.agentgateway.schema.Rule(
      value =
          "self.type == 'RegularExpression' || !(self.value.endsWith('/..') ||"
              + " self.value.endsWith('/.'))",
      message = "value may not end with /.. or /.")
  @dev.agentgateway.schema.Rule(
      value =
          "self.type == 'RegularExpression' ||"
              + " self.value.matches('^(?:[-A-Za-z0-9/._~!$&\\'()*+,;=:@]|[%][0-9a-fA-F]{2})+$')",
      message = "value must hold characters of paths alone, others as %XX")
  public record Path(
      @OneOf({"Exact", "PathPrefix", "RegularExpression"}) @Default("PathPrefix") String type,
      @Limits(max = 1024) @Default("/") String value) {}

  /// A header, or a parameter of the query.
  public record Field(
      @OneOf({"Exact", "RegularExpression"}) @Default("Exact") String type,
      @Required @Limits(min = 1, max = 256) @Matches(TOKEN) String name,
      @Required @Limits(max = 4096) String value) {}

  private static final String ONCE =
      "['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite',"
          + " 'CORS'].all(each, self.filter(f, f.type == each).size() <= 1)";

  private static final String ONCE_WORDS =
      "each type of filter may stand there once, but for RequestMirror and ExtensionRef";

  private static final String ONE_OF_TWO =
      "!(self.exists(f, f.type == 'RequestRedirect') && self.exists(f, f.type == 'URLRewrite'))";

  private static final String ONE_OF_TWO_WORDS =
      "RequestRedirect and URLRewrite may not stand together";

  /// @param type says which of the settings is written
  /// @param settings one of them, named as the type
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'RequestHeaderModifier') == has(self.requestHeaderModifier)",
      message = "requestHeaderModifier must be set with type RequestHeaderModifier, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'ResponseHeaderModifier') == has(self.responseHeaderModifier)",
      message =
          "responseHeaderModifier must be set with type ResponseHeaderModifier, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'RequestMirror') == has(self.requestMirror)",
      message = "requestMirror must be set with type RequestMirror, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'RequestRedirect') == has(self.requestRedirect)",
      message = "requestRedirect must be set with type RequestRedirect, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'URLRewrite') == has(self.urlRewrite)",
      message = "urlRewrite must be set with type URLRewrite, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'ExtensionRef') == has(self.extensionRef)",
      message = "extensionRef must be set with type ExtensionRef, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'CORS') == has(self.cors)",
      message = "cors must be set with type CORS, and only then")
  @dev.agentgateway.schema.Rule(
      value = "(self.type == 'ExternalAuth') == has(self.externalAuth)",
      message = "externalAuth must be set with type ExternalAuth, and only then")
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
  @dev.agentgateway.schema.Rule(
      value = "size(self.group) > 0 || self.kind != 'Service' || has(self.port)",
      message = "a Service needs a port")
  public record BackendRef(
      @Limits(max = 253) @Matches(GROUP) @Default("\"\"") String group,
      @Limits(min = 1, max = 63) @Matches(KIND) @Default("Service") String kind,
      @Required @Limits(min = 1, max = 253) String name,
      @Limits(min = 1, max = 63) @Nullable String namespace,
      @Limits(min = 1, max = 65_535) @Nullable Integer port,
      @Limits(min = 0, max = 1_000_000) @Default("1") int weight,
      @dev.agentgateway.schema.Rule(value = ONCE, message = ONCE_WORDS)
          @dev.agentgateway.schema.Rule(value = ONE_OF_TWO, message = ONE_OF_TWO_WORDS)
          @Limits(max = 16)
          List<Filter> filters) {}
}
