package dev.agentgateway.config.kinds.httproute;

import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Sections;
import dev.agentgateway.config.kind.Sections.Section;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.policy.Site;
import dev.agentgateway.snapshot.Match;
import java.util.ArrayList;
import java.util.List;

/// A rule as far as it can be understood without other resources.
///
/// @param name the rule's, or its index
/// @param written whether the rule has a name that policies can target
/// @param settings what its filters and timeouts set, which stands over attached policies
/// @param problems errors when the rule cannot be used
record RulePlan(
    int index,
    String name,
    HttpRoute.Rule written,
    List<Match> matches,
    Settings settings,
    List<Problem> problems) {

  static RulePlan of(Resource<HttpRoute> resource, Sections sections, int index) {
    HttpRoute.Rule rule = resource.record().spec().rules().get(index);
    String path = "spec.rules[" + index + "]";
    List<Problem> problems = new ArrayList<>();
    List<Match> matches = Matches.of(resource, rule.matches(), path, problems);
    Site site = site(matches);
    Settings filters =
        new Filters(resource, sections, site).settings(rule.filters(), path, problems);
    Section own = sections.compile(resource, path, "HTTPRoute.rules", rule.settings(), site);
    problems.addAll(own.problems());
    List<Settings.Setting> settings = new ArrayList<>(filters.policies());
    settings.addAll(own.settings());
    for (int b = 0; b < rule.backendRefs().size(); b++) {
      new Filters(resource, sections, site)
          .settings(
              rule.backendRefs().get(b).filters(), path + ".backendRefs[" + b + "]", problems);
    }
    return new RulePlan(
        index,
        rule.name() == null ? String.valueOf(index) : rule.name(),
        rule,
        matches,
        new Settings(settings, null, null),
        problems);
  }

  /// The prefix that a rewrite replaces: that of the rule's one match.
  Site site() {
    return site(matches);
  }

  private static Site site(List<Match> matches) {
    return matches.size() == 1 && matches.getFirst().path() instanceof Match.Path.Prefix(String p)
        ? new Site(p)
        : Site.ANY;
  }
}
