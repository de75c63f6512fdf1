package dev.agentgateway.config.kinds.httproute;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.snapshot.Match;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Matches of a rule, ready to be asked.
final class Matches {

  private static final List<String> NOT_IN_A_PATH = List.of("//", "/./", "/../", "%2f", "%2F", "#");

  private static final List<String> NOT_AT_ITS_END = List.of("/.", "/..");

  private final Resource<HttpRoute> resource;
  private final List<Problem> problems;

  private Matches(Resource<HttpRoute> resource, List<Problem> problems) {
    this.resource = resource;
    this.problems = problems;
  }

  static List<Match> of(
      Resource<HttpRoute> resource,
      List<HttpRoute.Match> written,
      String path,
      List<Problem> problems) {
    if (written.isEmpty()) {
      return List.of(Match.ANY);
    }
    Matches reader = new Matches(resource, problems);
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      HttpRoute.Match match = written.get(i);
      String at = path + ".matches[" + i + "]";
      matches.add(
          new Match(
              reader.path(match.path(), at + ".path"),
              match.method(),
              reader.fields(match.headers(), at + ".headers", true),
              reader.fields(match.queryParams(), at + ".queryParams", false)));
    }
    return matches;
  }

  private Match.Path path(HttpRoute.@Nullable Path written, String at) {
    if (written == null) {
      return Match.ANY.path();
    }
    if (written.type().equals("RegularExpression")) {
      Pattern pattern = pattern(written.value(), at + ".value");
      return pattern == null ? Match.ANY.path() : new Match.Path.Regex(pattern);
    }
    String value = written.value();
    if (!value.startsWith("/")) {
      wrong(at + ".value", "path \"%s\" (expected: it begins with /)".formatted(value));
    }
    for (String part : NOT_IN_A_PATH) {
      if (value.contains(part)) {
        wrong(
            at + ".value",
            "path \"%s\" holds %s, which no request's path does".formatted(value, part));
      }
    }
    for (String end : NOT_AT_ITS_END) {
      if (value.endsWith(end)) {
        wrong(
            at + ".value",
            "path \"%s\" ends with %s, which no request's path does".formatted(value, end));
      }
    }
    if (written.type().equals("Exact")) {
      return new Match.Path.Exact(value);
    }
    int end = value.length();
    while (end > 1 && value.charAt(end - 1) == '/') {
      end--;
    }
    return new Match.Path.Prefix(value.substring(0, end));
  }

  /// Of several conditions for one name, the first counts; names of headers have no case.
  private List<Match.Field> fields(List<HttpRoute.Field> written, String at, boolean isHeader) {
    List<Match.Field> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < written.size(); i++) {
      HttpRoute.Field field = written.get(i);
      String name = isHeader ? field.name().toLowerCase(Locale.ROOT) : field.name();
      if (!seen.add(name)) {
        problems.add(
            resource.warning(
                at + "[" + i + "].name",
                "a second condition for %s, which is not looked at".formatted(name),
                "remove one of them",
                "Doubtful"));
        continue;
      }
      Pattern pattern =
          field.type().equals("RegularExpression")
              ? pattern(field.value(), at + "[" + i + "].value")
              : null;
      fields.add(new Match.Field(name, field.value(), pattern));
    }
    return fields;
  }

  private @Nullable Pattern pattern(String regex, String at) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException broken) {
      wrong(at, "not a regular expression (RE2): " + broken.getMessage());
      return null;
    }
  }

  private void wrong(String at, String cause) {
    problems.add(resource.error(at, cause, "", "UnsupportedValue"));
  }
}
