package dev.agentgateway.config.connection;

import dev.agentgateway.config.kind.Destination;
import dev.agentgateway.config.kind.Resource;
import dev.agentgateway.config.kind.Settings;
import dev.agentgateway.config.kind.Workspace;
import dev.agentgateway.config.report.Subject;
import dev.agentgateway.policy.ForwardPlan;
import dev.agentgateway.snapshot.Target;
import java.util.List;

/// What is said of a backend.
public final class BackendReport {

  private static final Subject WHOLE = new Subject.Whole();

  private BackendReport() {}

  public static void conclude(Resource<?> resource, Workspace workspace) {
    Destination destination = workspace.findDestination(resource.key());
    if (destination == null) {
      return;
    }
    String fault = fault(destination);
    if (!fault.isEmpty()) {
      String message = "failed to translate backend: " + fault;
      workspace.book().fail(resource.key(), WHOLE, "Accepted", "TranslationError", message);
      workspace.book().report(resource.error("spec", message, mend(fault), "TranslationError"));
      return;
    }
    workspace
        .book()
        .hold(resource.key(), WHOLE, "Accepted", "Accepted", "Backend successfully accepted");
    if (destination instanceof AiDestination ai) {
      for (ProviderPlan plain : ai.plainOn443()) {
        workspace
            .book()
            .report(
                resource.warning(
                    plain.at() + ".port",
                    "%s:443 is spoken to in plain HTTP".formatted(plain.host()),
                    "write policies.tls: {}, or a BackendTLSPolicy, for TLS",
                    "Doubtful"));
      }
    }
  }

  private static String mend(String fault) {
    return fault.endsWith("not found") ? "write it, in the backend's namespace" : "";
  }

  /// The first thing that stands in the way of a provider, empty when there is none.
  private static String fault(Destination destination) {
    return switch (destination) {
      case BrokenDestination broken -> broken.cause();
      case AiDestination ai -> {
        for (List<ProviderPlan> group : ai.groups()) {
          for (ProviderPlan provider : group) {
            String fault = AiDestination.fault(ai.connection(provider, Settings.NONE));
            if (!fault.isEmpty()) {
              yield fault;
            }
          }
        }
        yield "";
      }
      default ->
          destination.reach(null, ForwardPlan.DEFAULT, Settings.NONE)
                  instanceof Destination.Reach.Found(Target.Broken(String _, var failure))
              ? failure.words()
              : "";
    };
  }
}
