package dev.agentgateway.llm.dialects.completions;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.json.JsonReader;
import tools.jackson.core.JsonGenerator;

/// Usage, read and written.
final class UsageJson {

  private long prompt;
  private long completion;
  private long cached;
  private long cacheWrite;
  private long inputAudio;
  private long inputImage;
  private long reasoning;

  private UsageJson() {}

  static Usage read(JsonReader json) {
    UsageJson read = new UsageJson();
    json.fields(field -> read.field(field, json));
    long input = read.prompt - read.cached - read.cacheWrite - read.inputAudio - read.inputImage;
    return new Usage(
        Math.max(0, input),
        read.cached,
        read.cacheWrite,
        0,
        read.inputAudio,
        read.inputImage,
        read.completion,
        read.reasoning);
  }

  private void field(String field, JsonReader json) {
    switch (field) {
      case "prompt_tokens" -> prompt = json.count();
      case "completion_tokens" -> completion = json.count();
      case "prompt_cache_hit_tokens" -> cached = Math.max(cached, json.count()); // DeepSeek
      case "prompt_tokens_details" ->
          json.fields(inner -> {
            switch (inner) {
              case "cached_tokens" -> cached = Math.max(cached, json.count());
              case "cache_write_tokens" -> cacheWrite = json.count();
              case "audio_tokens" -> inputAudio = json.count();
              case "image_tokens" -> inputImage = json.count();
              default -> {
                // The text's tokens are the rest.
              }
            }
          });
      case "completion_tokens_details" ->
          json.fields(inner -> {
            if (inner.equals("reasoning_tokens")) {
              reasoning = json.count();
            }
          });
      default -> {
        // The total is a sum.
      }
    }
  }

  /// Writes the object; details only where there are some.
  static void write(JsonGenerator json, Usage usage) {
    json.writeStartObject();
    json.writeNumberProperty("prompt_tokens", usage.promptTotal());
    json.writeNumberProperty("completion_tokens", usage.output());
    json.writeNumberProperty("total_tokens", usage.total());
    if (usage.cacheRead() + usage.cacheWrite() > 0) {
      json.writeObjectPropertyStart("prompt_tokens_details");
      json.writeNumberProperty("cached_tokens", usage.cacheRead());
      json.writeNumberProperty("cache_write_tokens", usage.cacheWrite());
      json.writeEndObject();
    }
    if (usage.reasoning() > 0) {
      json.writeObjectPropertyStart("completion_tokens_details");
      json.writeNumberProperty("reasoning_tokens", usage.reasoning());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
