package dev.agentgateway.llm.dialects;

import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.fidelity.FieldRule;
import dev.agentgateway.llm.fidelity.FieldTable;

/// The documentation of what translation carries, written from the tables that it obeys.
public final class FidelityPage {

  private static final String HEAD =
      """
      # Fidelity

      What becomes of each field when a client and its provider speak different formats. Where they
      speak the same one, the body passes byte for byte and none of this applies.

      | outcome | meaning |
      | --- | --- |
      | mapped | the other format has it |
      | dropped silently | a hint, or what means the same when absent |
      | dropped, signalled | tunes the answer; named in the header `x-agentgateway-dropped`, in the log \
      and in the metrics. `fidelity: Strict` refuses it |
      | refused (Lenient: dropped) | asks for another answer than can be had: 400 that names the field. \
      `fidelity: Lenient` drops and signals it |
      | refused | 400 that names the field, before the provider is asked |

      `fidelity` stands in `spec.backend.ai` of an AgentgatewayPolicy or in `spec.policies.ai` of an
      AgentgatewayBackend, which counts before it; `Standard` is the default.

      A field that no table names is dropped and signalled. Answers are never refused: what they hold
      besides is dropped and signalled.

      This page is written from the program. `UPDATE_GOLDEN=1 ./build` writes it anew.
      """;

  private FidelityPage() {}

  public static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Dialect from : Dialects.ALL) {
      for (Dialect to : Dialects.ALL) {
        if (!from.name().equals(to.name())) {
          String pair = "from " + from.title() + " to " + to.title();
          table(page, "Requests " + pair, from.requestFields());
          table(page, "Answers " + pair, from.responseFields());
        }
      }
    }
    return page.toString();
  }

  private static void table(StringBuilder page, String title, FieldTable table) {
    page.append("\n## ").append(title).append("\n\n| field | outcome | |\n| --- | --- | --- |\n");
    for (FieldRule rule : table.rules()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  rule.field(), rule.outcome().written(), rule.becomes().replace("|", "\\|")));
    }
  }
}
