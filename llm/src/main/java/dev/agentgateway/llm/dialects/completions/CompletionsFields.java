package dev.agentgateway.llm.dialects.completions;

import static dev.agentgateway.llm.fidelity.FieldRule.mapped;

import dev.agentgateway.llm.fidelity.FieldRule;
import dev.agentgateway.llm.fidelity.FieldTable;
import dev.agentgateway.llm.fidelity.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields of chat completions, and what becomes of them elsewhere.
final class CompletionsFields {

  static final FieldTable REQUEST =
      new FieldTable(
          List.of(
              mapped("model", "the model, after aliases and the provider's own"),
              mapped("messages[].role", "developer and system alike are instructions"),
              mapped("messages[].content", "texts, images, files; empty texts are left out"),
              mapped("messages[].content[].cache_control", "a mark on the same part"),
              mapped("messages[].content[].prompt_cache_breakpoint", "a mark on the same part"),
              mapped("messages[].tool_calls", "calls; arguments must be a JSON object"),
              mapped("messages[].function_call", "a call"),
              mapped("messages[].refusal", "a text"),
              mapped("messages[].reasoning_details", "thinking with its signature"),
              mapped("messages[].thinking_blocks", "thinking with its signature"),
              mapped("messages[].reasoning_signature", "the signature of reasoning_content"),
              silent("messages[].reasoning_content", "thinking without a signature goes nowhere"),
              silent("messages[].reasoning", "thinking without a signature goes nowhere"),
              mapped("messages[].tool_call_id", "the call that a result answers"),
              dropped("messages[].name", "no other dialect names speakers", ""),
              refused("messages[].audio", "audio cannot be carried", ""),
              refused("messages[].content[].input_audio", "audio cannot be carried", ""),
              refused("messages[].content[].file.file_id", "files of one provider stay there", ""),
              mapped("max_completion_tokens", "at most the model's limit"),
              mapped("max_tokens", "when max_completion_tokens is absent"),
              mapped("temperature", "clamped; dropped and signalled where the model refuses it"),
              mapped("top_p", "dropped and signalled where the model refuses it"),
              mapped("stop", "stop sequences; blank ones are dropped and signalled"),
              mapped("stream", "a stream"),
              mapped("stream_options.include_usage", "the last chunk tells usage"),
              silent("stream_options.include_obfuscation", "padding of OpenAI's own streams"),
              mapped("tools[].function", "tools; without parameters an empty object"),
              mapped("tools[].custom", "a function with one text `input`; grammars are refused"),
              mapped("tools[].cache_control", "a mark on the same tool"),
              mapped("tool_choice", "none, auto, required, named; allowed_tools filters the tools"),
              mapped("parallel_tool_calls", "false forbids several calls in a turn"),
              mapped("functions", "tools; the answer then has function_call"),
              mapped("function_call", "tool_choice"),
              mapped("response_format", "a schema where the model takes one; json_object a line"),
              mapped("reasoning_effort", "thinking, by what the model takes"),
              mapped("reasoning", "thinking, by what the model takes"),
              mapped("thinking", "thinking, by what the model takes"),
              mapped("safety_identifier", "an opaque user id"),
              mapped("user", "an opaque user id, when safety_identifier is absent"),
              mapped("service_tier", "auto, default; others become auto, signalled"),
              mapped("cache_control", "a mark on the last part"),
              silent("prediction", "speeds up, changes nothing"),
              silent("prompt_cache_key", "a hint"),
              silent("prompt_cache_options", "a hint"),
              silent("prompt_cache_retention", "a hint"),
              dropped("verbosity", "no counterpart; medium silently", "\"low\""),
              dropped("logit_bias", "no counterpart", "{\"5\":1}"),
              dropped("frequency_penalty", "no counterpart; 0 silently", "0.5"),
              dropped("presence_penalty", "no counterpart; 0 silently", "0.5"),
              dropped("seed", "no counterpart", "7"),
              dropped("metadata", "kept by OpenAI only", "{\"a\":\"b\"}"),
              dropped("store", "kept by OpenAI only; false silently", "true"),
              chosen("n", "only one answer can be had; 1 silently", "2"),
              chosen("logprobs", "log probabilities cannot be had; false silently", "true"),
              chosen("top_logprobs", "log probabilities cannot be had; 0 silently", "3"),
              chosen("moderation", "moderation is OpenAI's own", "{\"model\":\"omni-moderation\"}"),
              refused(
                  "modalities",
                  "only text can be had; [\"text\"] silently",
                  "[\"text\",\"audio\"]"),
              refused("audio", "audio cannot be had", "{\"format\":\"wav\",\"voice\":\"alloy\"}"),
              mapped("web_search_options", "Anthropic's web search; refused elsewhere")));

  static final FieldTable RESPONSE =
      new FieldTable(
          List.of(
              mapped("id", "the same"),
              mapped("model", "as the upstream names it"),
              mapped("choices[0].message.content", "a text"),
              mapped("choices[0].message.refusal", "a text, and the end is a refusal"),
              mapped("choices[0].message.tool_calls", "calls; invalid arguments are an error, 502"),
              mapped("choices[0].message.function_call", "a call"),
              mapped("choices[0].message.reasoning_content", "thinking without a signature"),
              mapped("choices[0].message.reasoning", "thinking without a signature"),
              mapped("choices[0].message.reasoning_details", "thinking, with Claude's signature"),
              mapped("choices[0].finish_reason", "the reason; tool_use whenever a call was made"),
              mapped("usage.prompt_tokens", "input without what the cache read or wrote"),
              mapped("usage.prompt_tokens_details.cached_tokens", "read from the cache"),
              mapped("usage.prompt_tokens_details.cache_write_tokens", "written to the cache"),
              mapped("usage.completion_tokens", "output, with reasoning"),
              mapped("usage.completion_tokens_details.reasoning_tokens", "thinking"),
              mapped("service_tier", "default, priority"),
              silent("created", "other dialects tell no time"),
              silent("object", "the same in every answer"),
              silent("system_fingerprint", "OpenAI's own"),
              mapped("choices[0].message.annotations", "citations of pages of the web"),
              dropped("choices[0].message.audio", "audio cannot be carried", ""),
              dropped("choices[0].logprobs", "log probabilities cannot be carried", ""),
              dropped("moderation", "OpenAI's own", "")));

  /// Values that mean the same as none.
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          "verbosity", Set.of("\"medium\""),
          "logit_bias", Set.of("{}"),
          "frequency_penalty", Set.of("0"),
          "presence_penalty", Set.of("0"),
          "metadata", Set.of("{}"),
          "store", Set.of("false"),
          "n", Set.of("1"),
          "logprobs", Set.of("false"),
          "top_logprobs", Set.of("0"),
          "modalities", Set.of("[\"text\"]"));

  private CompletionsFields() {}

  /// Whether a value means the same as none.
  static boolean isHarmless(String field, String raw) {
    String plain = raw.replaceAll("\\s|(?<=\\d)\\.0+$", "");
    return plain.equals("null") || HARMLESS.getOrDefault(field, Set.of()).contains(plain);
  }

  private static FieldRule silent(String field, String why) {
    return new FieldRule(field, Outcome.SILENT, why, "");
  }

  private static FieldRule dropped(String field, String why, String example) {
    return new FieldRule(field, Outcome.DROPPED, why, example);
  }

  private static FieldRule chosen(String field, String why, String example) {
    return new FieldRule(field, Outcome.CHOSEN, why, example);
  }

  private static FieldRule refused(String field, String why, String example) {
    return new FieldRule(field, Outcome.REFUSED, why, example);
  }
}
