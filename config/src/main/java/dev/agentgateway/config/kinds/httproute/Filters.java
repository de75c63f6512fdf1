package dev.agentgateway.config.kinds.httproute;

import dev.agentgateway.config.kind.Paths;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.config.kind.Sections.Section;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Settings.Setting;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceKey;
import dev.agentgateway.policy.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Filters of a rule or of one backend reference.
record Filters(Resource<HttpRoute> resource, Sections sections, Site site) {

  /// The field that a filter of each type sets.
  private static final Map<String, String> FIELDS =
      Map.of(
          "RequestHeaderModifier", "requestHeaderModifier",
          "ResponseHeaderModifier", "responseHeaderModifier",
          "RequestMirror", "requestMirror",
          "RequestRedirect", "requestRedirect",
          "URLRewrite", "urlRewrite",
          "ExtensionRef", "extensionRef",
          "CORS", "cors",
          "ExternalAuth", "externalAuth");

  /// Types of which a rule may have several.
  private static final Set<String> REPEATABLE = Set.of("RequestMirror", "ExtensionRef");

  /// @param path of what the filters belong to
  Settings settings(List<HttpRoute.Filter> filters, String path, List<Problem> problems) {
    List<Setting> settings = new ArrayList<>();
    Set<String> types = new HashSet<>();
    for (int i = 0; i < filters.size(); i++) {
      HttpRoute.Filter filter = filters.get(i);
      String at = path + ".filters[" + i + "]";
      String field = FIELDS.getOrDefault(filter.type(), "");
      for (String set : filter.settings().byField().keySet()) {
        if (!set.equals(field)) {
          wrong(at, "%s with type %s".formatted(set, filter.type()), problems);
        }
      }
      if (filter.type().equals("ExtensionRef") && filter.extensionRef() == null) {
        wrong(at, "type ExtensionRef without extensionRef", problems);
      }
      if (!types.add(filter.type()) && !REPEATABLE.contains(filter.type())) {
        wrong(at, "a second filter of type %s".formatted(filter.type()), problems);
      }
      if (!filter.type().equals("ExtensionRef")
          && Paths.find(resource.tree(), at + "." + field) == null) {
        wrong(at, "type %s without %s".formatted(filter.type(), field), problems);
      }
      Section section =
          sections.compile(resource, at, "HTTPRoute.filters", filter.settings(), site);
      settings.addAll(section.settings());
      problems.addAll(section.problems());
    }
    if (types.contains("RequestRedirect") && types.contains("URLRewrite")) {
      wrong(path + ".filters", "RequestRedirect and URLRewrite together", problems);
    }
    return new Settings(settings, null, null);
  }

  private void wrong(String at, String cause, List<Problem> problems) {
    problems.add(resource.error(at, cause, "", "IncompatibleFilters"));
  }

  /// What the extensions that these filters refer to set.
  ///
  /// @param missing takes those that are not there
  List<Settings> extensions(
      Workspace workspace, List<HttpRoute.Filter> filters, String path, List<Problem> missing) {
    List<Settings> found = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      HttpRoute.ExtensionRef ref = filters.get(i).extensionRef();
      if (ref == null) {
        continue;
      }
      ResourceKey key = new ResourceKey(ref.group(), ref.kind(), resource.namespace(), ref.name());
      Settings settings = workspace.findFilter(key);
      if (settings == null) {
        missing.add(
            resource.error(
                path + ".filters[" + i + "].extensionRef",
                "%s not found".formatted(key),
                "write it in the route's namespace",
                "BackendNotFound"));
      } else {
        found.add(settings);
      }
    }
    return found;
  }
}
