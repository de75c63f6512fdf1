package dev.agentgateway.llm.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The table as read from its file.
final class RuleTable {

  static final RuleTable LOADED = load();

  /// What may follow a name without making it another model: a date, a version, an alias.
  private static final Pattern SUFFIX =
      Pattern.compile("(-\\d{8}|-\\d{4}-\\d{2}-\\d{2}|-latest|@[\\w-]+)?(-v\\d+)?(:[\\w.-]+)?");

  private final List<Family> families;
  private final ModelRules compatible;

  /// @param starts how names of the family begin
  /// @param newest for names that are not in the rows
  record Family(String provider, List<String> starts, ModelRules newest, List<ModelRules> rows) {}

  private RuleTable(List<Family> families, ModelRules compatible) {
    this.families = families;
    this.compatible = compatible;
  }

  ModelRules find(String provider, String model) {
    String name = model.toLowerCase(Locale.ROOT);
    for (Family family : families) {
      String plain = plain(family, name);
      if (plain != null) {
        return row(family, plain);
      }
    }
    for (Family family : families) {
      if (family.provider().equals("anthropic") && provider.equals("anthropic")) {
        return family.newest();
      }
    }
    return compatible;
  }

  /// All rows, for the test that holds them.
  List<ModelRules> rows() {
    return families.stream().flatMap(family -> family.rows().stream()).toList();
  }

  /// The name from where the family's part begins: after `openrouter/anthropic/`, `us.anthropic.`.
  private static @Nullable String plain(Family family, String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    for (String start : family.starts()) {
      if (last.startsWith(start)) {
        return last;
      }
      int dotted = last.indexOf(family.provider() + "." + start);
      if (dotted >= 0) {
        return last.substring(dotted + family.provider().length() + 1);
      }
    }
    return null;
  }

  private static ModelRules row(Family family, String name) {
    for (ModelRules rules : family.rows()) {
      if (name.startsWith(rules.id())
          && SUFFIX.matcher(name.substring(rules.id().length())).matches()) {
        return rules;
      }
    }
    return family.newest();
  }

  private static RuleTable load() {
    try (InputStream in =
        Objects.requireNonNull(
            RuleTable.class.getResourceAsStream("model-rules.json"), "model-rules.json")) {
      JsonNode root = JsonMapper.builder().build().readTree(in);
      List<Family> families = new ArrayList<>();
      for (JsonNode family : root.get("families")) {
        families.add(family(family));
      }
      JsonNode compatible = root.get("compatible");
      return new RuleTable(
          List.copyOf(families), new RowReader(compatible, compatible).read("compatible"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Family family(JsonNode node) {
    List<ModelRules> rows = new ArrayList<>();
    for (JsonNode row : node.get("rows")) {
      RowReader reader = new RowReader(row, node.get("defaults"));
      for (JsonNode id : row.get("models")) {
        rows.add(reader.read(id.stringValue()));
      }
    }
    String newest = node.get("newest").stringValue();
    ModelRules newestRow =
        rows.stream().filter(row -> row.id().equals(newest)).findFirst().orElseThrow();
    List<String> starts = new ArrayList<>();
    node.get("starts").forEach(start -> starts.add(start.stringValue()));
    return new Family(node.get("provider").stringValue(), starts, newestRow, List.copyOf(rows));
  }

  /// Reads one row, with the family's defaults for what it leaves out.
  private record RowReader(JsonNode row, JsonNode defaults) {

    ModelRules read(String id) {
      return new ModelRules(
          id,
          thinking(),
          efforts(),
          allowance("sampling"),
          is("temperatureWithTopP"),
          new ModelRules.Tools(
              allowance("forcedTools"), allowance("functionTools"), is("parallelTools")),
          is("prefill"),
          is("stop"),
          is("systemTurns"),
          is("structuredOutput"),
          is("developerRole"),
          is("maxCompletionTokens"),
          field("outputMax").longValue(),
          field("contextMax").longValue());
    }

    private ModelRules.Thinking thinking() {
      Set<ThinkingMode> modes = EnumSet.noneOf(ThinkingMode.class);
      for (JsonNode mode : field("thinking")) {
        modes.add(ThinkingMode.valueOf(upper(mode)));
      }
      return new ModelRules.Thinking(
          modes,
          ModelRules.WhenOmitted.valueOf(upper(field("thinkingWhenOmitted"))),
          effort("disabledEffortMax"),
          is("thinkingTextOmitted"),
          is("bindsPrefix"));
    }

    private ModelRules.Efforts efforts() {
      List<Effort> levels = new ArrayList<>();
      for (JsonNode level : field("efforts")) {
        levels.add(Effort.valueOf(upper(level)));
      }
      return new ModelRules.Efforts(levels, effort("effort"));
    }

    private @Nullable Effort effort(String name) {
      JsonNode value = field(name);
      return value.isNull() ? null : Effort.valueOf(upper(value));
    }

    private Allowance allowance(String name) {
      return Allowance.valueOf(upper(field(name)));
    }

    private boolean is(String name) {
      return field(name).booleanValue();
    }

    private JsonNode field(String name) {
      JsonNode own = row.get(name);
      return own == null ? Objects.requireNonNull(defaults.get(name), name) : own;
    }

    private static String upper(JsonNode word) {
      return word.stringValue().toUpperCase(Locale.ROOT);
    }
  }
}
