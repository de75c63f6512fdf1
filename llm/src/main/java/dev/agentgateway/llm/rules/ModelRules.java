package dev.agentgateway.llm.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one model takes and refuses.
///
/// The table is `model-rules.json` beside this class; a model is one line there.
///
/// @param id the row: a model's name without its date
/// @param sampling `temperature`, `top_p`, `top_k`
/// @param takesPrefill whether the last message may be the assistant's
/// @param takesStop whether stop sequences are taken
/// @param takesSystemTurns whether a `system` message may stand between turns (Anthropic)
/// @param takesStructuredOutput whether a JSON schema for the answer is taken
/// @param takesDeveloperRole whether instructions go in role `developer` (OpenAI)
/// @param takesMaxCompletionTokens whether the limit goes in `max_completion_tokens` (OpenAI)
/// @param outputMax most tokens of an answer
/// @param contextMax tokens of prompt and answer together
public record ModelRules(
    String id,
    Thinking thinking,
    Efforts efforts,
    Allowance sampling,
    boolean takesTemperatureWithTopP,
    Tools tools,
    boolean takesPrefill,
    boolean takesStop,
    boolean takesSystemTurns,
    boolean takesStructuredOutput,
    boolean takesDeveloperRole,
    boolean takesMaxCompletionTokens,
    long outputMax,
    long contextMax) {

  /// @param modes empty for a model that does not think by this field
  /// @param whenOmitted what happens without the field
  /// @param disabledEffortMax with thinking disabled the effort may be no higher; null for any
  /// @param isTextOmitted whether thinking comes without its text unless `display` asks for it
  /// @param bindsPrefix whether a replayed block is refused when what stood before it changed
  public record Thinking(
      Set<ThinkingMode> modes,
      WhenOmitted whenOmitted,
      @Nullable Effort disabledEffortMax,
      boolean isTextOmitted,
      boolean bindsPrefix) {

    public Thinking {
      modes = Set.copyOf(modes);
    }

    public boolean takes(ThinkingMode mode) {
      return modes.contains(mode);
    }
  }

  /// What a model does when a request says nothing about thinking.
  public enum WhenOmitted {
    ALWAYS_ON,
    ON,
    OFF
  }

  /// @param levels from least to most; empty for a model without such a field
  /// @param standard what holds without the field; null where it is not known
  public record Efforts(List<Effort> levels, @Nullable Effort standard) {

    public Efforts {
      levels = List.copyOf(levels);
    }

    public boolean isEmpty() {
      return levels.isEmpty();
    }

    public boolean takes(Effort effort) {
      return levels.contains(effort);
    }

    /// The level itself, else the next lower one, else the lowest; null for a model without levels.
    public @Nullable Effort nearest(Effort asked) {
      Effort found = null;
      for (Effort level : levels) {
        if (found == null || level.compareTo(asked) <= 0) {
          found = level;
        }
      }
      return found;
    }
  }

  /// @param forced a choice that makes the model call a tool
  /// @param functions function tools at all (OpenAI's chat completions)
  /// @param parallel several calls in one turn
  public record Tools(Allowance forced, Allowance functions, boolean parallel) {}

  /// The rules of a model. A date or version behind a name, and a vendor or region before it, are
  /// looked past. A name that is not in the table gets the newest rule of its family (`claude-…`,
  /// `gpt-…`); a name of no family gets Anthropic's newest at the provider `anthropic`, and
  /// elsewhere what servers that only speak OpenAI's format take.
  public static ModelRules of(String provider, String model) {
    return RuleTable.LOADED.find(provider, model);
  }
}
