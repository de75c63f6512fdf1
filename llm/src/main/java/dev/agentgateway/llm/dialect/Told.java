package dev.agentgateway.llm.dialect;

import dev.agentgateway.llm.Usage;
import org.jspecify.annotations.Nullable;

/// What a whole answer says of itself.
///
/// @param finish in the upstream's words
public record Told(@Nullable String model, @Nullable Usage usage, @Nullable String finish) {

  public static final Told NOTHING = new Told(null, null, null);
}
