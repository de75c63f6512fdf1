package dev.agentgateway.app.zero;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A provider's key that stands in the environment.
///
/// @param variable its name; its value is never held here
/// @param baseUrl where the provider is, null for its own address
record Key(Vendor vendor, String variable, @Nullable String baseUrl) {

  /// A provider whose keys are looked for.
  ///
  /// @param provider as resources name it
  /// @param label what its models are addressed by, before the slash
  /// @param families bare names that are plainly this provider's
  record Vendor(String provider, String label, String baseUrlVariable, List<String> families) {

    static final Vendor ANTHROPIC =
        new Vendor("Anthropic", "anthropic", "ANTHROPIC_BASE_URL", List.of("claude*"));

    static final Vendor OPENAI =
        new Vendor(
            "OpenAI",
            "openai",
            "OPENAI_BASE_URL",
            List.of("gpt-*", "o1*", "o3*", "o4*", "chatgpt-*"));
  }

  /// Names by which clients reach it.
  List<String> patterns() {
    List<String> patterns = new ArrayList<>(List.of(vendor.label() + "/*"));
    patterns.addAll(vendor.families());
    return List.copyOf(patterns);
  }

  /// Whether it goes as `Authorization: Bearer`, whatever the provider usually wants.
  boolean isBearer() {
    return variable.endsWith("_AUTH_TOKEN");
  }
}
