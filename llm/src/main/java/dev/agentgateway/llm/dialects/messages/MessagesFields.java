package dev.agentgateway.llm.dialects.messages;

import static dev.agentgateway.llm.fidelity.FieldRule.mapped;

import dev.agentgateway.llm.fidelity.FieldRule;
import dev.agentgateway.llm.fidelity.FieldTable;
import dev.agentgateway.llm.fidelity.Outcome;
import java.util.List;

/// The fields of messages, and what becomes of them elsewhere.
final class MessagesFields {

  static final FieldTable REQUEST =
      new FieldTable(
          List.of(
              mapped("model", "the model, after aliases and the provider's own"),
              mapped("max_tokens", "the limit; 0 is refused"),
              mapped("system", "the first message"),
              mapped("messages[].role", "system messages stay where they stand"),
              mapped("messages[].content[].text", "texts"),
              mapped("messages[].content[].image", "base64 and URL; others are refused"),
              mapped("messages[].content[].document", "base64 PDF, text; others are refused"),
              mapped("messages[].content[].search_result", "a text of title, source and content"),
              mapped("messages[].content[].tool_use", "calls"),
              mapped("messages[].content[].tool_result", "results; images go to the next message"),
              silent(
                  "messages[].content[].thinking",
                  "mapped for DeepSeek and OpenRouter, which take it back"),
              silent("messages[].content[].redacted_thinking", "as thinking"),
              silent("messages[].content[].caller", "of Anthropic's server tools"),
              silent("messages[].content[].toolset_name", "of Anthropic's server tools"),
              silent("messages[].content[].transformations", "of Anthropic's images"),
              silent("messages[].content[].fallback", "marks a change of model"),
              dropped(
                  "messages[].content[].citations",
                  "new citations cannot be had; old ones silently",
                  ""),
              silent("messages[].content[].cache_control", "others cache by themselves"),
              refused("messages[].content[].server_tool_use", "run by Anthropic only", ""),
              refused("messages[].content[].container_upload", "kept by Anthropic only", ""),
              refused("messages[].content[].tool_reference", "kept by Anthropic only", ""),
              dropped("messages[].clear_at", "edits of context are Anthropic's own", ""),
              dropped("messages[].output_config", "per message is Anthropic's own", ""),
              mapped("tools[].name", "renamed where too long, and back in the answer"),
              mapped("tools[].description", "the same"),
              mapped("tools[].input_schema", "the parameters, as written"),
              mapped("tools[].strict", "where the schema allows it, else dropped and signalled"),
              refused("tools[].type", "tools of Anthropic's own cannot be carried", ""),
              silent("tools[].cache_control", "others cache by themselves"),
              silent("tools[].input_examples", "a hint"),
              silent("tools[].allowed_callers", "a hint"),
              silent("tools[].eager_input_streaming", "a hint"),
              dropped("tools[].defer_loading", "all tools are loaded; false silently", ""),
              mapped("tool_choice", "auto, none, required, named"),
              mapped("tool_choice.disable_parallel_tool_use", "parallel_tool_calls: false"),
              mapped("temperature", "dropped and signalled where the model refuses it"),
              mapped("top_p", "dropped and signalled where the model refuses it"),
              dropped("top_k", "no counterpart", "5"),
              mapped("stop_sequences", "stop; more than four are refused"),
              mapped("stream", "a stream that tells its usage"),
              mapped("thinking", "an effort, by what the model takes"),
              mapped("output_config.effort", "an effort, by what the model takes"),
              mapped("output_config.format", "response_format json_schema"),
              mapped("output_format", "response_format json_schema"),
              dropped("output_config.task_budget", "no counterpart", ""),
              mapped("metadata.user_id", "safety_identifier or user"),
              mapped("service_tier", "auto, default"),
              dropped("cache_control", "others cache by themselves", "{\"type\":\"ephemeral\"}"),
              dropped(
                  "context_management", "edits of context are Anthropic's own", "{\"edits\":[]}"),
              dropped("diagnostics", "Anthropic's own", "{\"previous_message_id\":\"msg_1\"}"),
              dropped("speed", "Anthropic's own", "\"fast\""),
              dropped("user_profile_id", "Anthropic's own", "\"u\""),
              refused("fallbacks", "models to fall back to are Anthropic's own", "[\"m\"]"),
              refused("fallback_credit_token", "Anthropic's own", "\"t\""),
              refused("mcp_servers", "run by Anthropic only", "[{\"url\":\"https://m\"}]"),
              refused("container", "run by Anthropic only", "\"c\""),
              refused("thread", "kept by Anthropic only", "{\"type\":\"create\"}"),
              refused("billing_policy", "Anthropic's own", "{\"type\":\"x\"}"),
              refused("inference_geo", "no other provider promises it", "\"eu\"")));

  static final FieldTable RESPONSE =
      new FieldTable(
          List.of(
              mapped("id", "the same"),
              mapped("model", "as the upstream names it"),
              mapped("content[].text", "joined to one text"),
              mapped("content[].tool_use", "calls"),
              mapped("content[].thinking", "reasoning_content, and reasoning_details signed"),
              mapped("content[].redacted_thinking", "reasoning_details"),
              mapped("stop_reason", "the reason; words that are not known become stop, signalled"),
              mapped("stop_details", "the refusal's text"),
              mapped("usage.input_tokens", "prompt_tokens, with what the cache read and wrote"),
              mapped("usage.cache_read_input_tokens", "cached_tokens"),
              mapped("usage.cache_creation_input_tokens", "cache_write_tokens"),
              mapped("usage.output_tokens", "completion_tokens"),
              mapped("usage.output_tokens_details.thinking_tokens", "reasoning_tokens"),
              mapped("usage.service_tier", "service_tier, when the request named one"),
              silent("type", "the same in every answer"),
              silent("role", "the same in every answer"),
              silent("stop_sequence", "chat completions do not tell which"),
              silent("content[].server_tool_use", "work inside Anthropic"),
              silent("container", "work inside Anthropic"),
              silent("diagnostics", "Anthropic's own"),
              silent("context_management", "Anthropic's own"),
              silent("input_transformations", "Anthropic's own"),
              mapped(
                  "content[].citations",
                  "annotations; those of documents are dropped, signalled")));

  private MessagesFields() {}

  /// Blocks of work that the upstream did for itself.
  static boolean isHidden(String blockType) {
    return blockType.startsWith("server_tool_use")
        || blockType.endsWith("_tool_result")
        || blockType.equals("fallback");
  }

  private static FieldRule silent(String field, String why) {
    return new FieldRule(field, Outcome.SILENT, why, "");
  }

  private static FieldRule dropped(String field, String why, String example) {
    return new FieldRule(field, Outcome.DROPPED, why, example);
  }

  private static FieldRule refused(String field, String why, String example) {
    return new FieldRule(field, Outcome.REFUSED, why, example);
  }
}
