package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.Usage;
import dev.agentgateway.llm.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// Reads usage, once for an answer and over and over for a stream.
///
/// What a later event tells replaces what an earlier one told; what it leaves out stays.
final class UsageReader {

  private boolean isTold;
  private long input;
  private long cacheRead;
  private long cacheWrite;
  private @Nullable Long cacheWrite5m;
  private @Nullable Long cacheWrite1h;
  private long output;
  private long thinking;
  private @Nullable String serviceTier;

  void read(JsonReader json) {
    json.fields(field -> {
      isTold = true;
      switch (field) {
        case "input_tokens" -> input = or(json, input);
        case "cache_read_input_tokens" -> cacheRead = or(json, cacheRead);
        case "cache_creation_input_tokens" -> cacheWrite = or(json, cacheWrite);
        case "cache_creation" ->
            json.fields(inner -> {
              switch (inner) {
                case "ephemeral_5m_input_tokens" -> cacheWrite5m = json.count();
                case "ephemeral_1h_input_tokens" -> cacheWrite1h = json.count();
                default -> {
                  // A lifetime that is not known here is in the sum.
                }
              }
            });
        case "output_tokens" -> output = or(json, output);
        case "output_tokens_details" ->
            json.fields(inner -> {
              if (inner.equals("thinking_tokens")) {
                thinking = json.count();
              }
            });
        case "service_tier" -> serviceTier = json.looseText();
        default -> {
          // Counters of server tools, which are no tokens.
        }
      }
    });
  }

  /// Null while nothing was told.
  @Nullable Usage usage() {
    if (!isTold) {
      return null;
    }
    long oneHour = cacheWrite1h == null ? 0 : cacheWrite1h;
    long fiveMinutes = cacheWrite5m == null ? Math.max(0, cacheWrite - oneHour) : cacheWrite5m;
    return new Usage(input, cacheRead, fiveMinutes, oneHour, 0, 0, output, thinking);
  }

  /// In OpenAI's words.
  @Nullable String serviceTier() {
    return "standard".equals(serviceTier) ? "default" : serviceTier;
  }

  private static long or(JsonReader json, long before) {
    return json.isNull() ? before : json.count();
  }
}
