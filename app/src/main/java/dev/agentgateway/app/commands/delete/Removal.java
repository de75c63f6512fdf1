package dev.agentgateway.app.commands.delete;

import dev.agentgateway.app.client.Kind;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.WriteOptions;
import dev.agentgateway.kubernetes.api.Answer;
import dev.agentgateway.kubernetes.api.Question;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Deletes objects, and waits until they are gone.
///
/// @param timeout of waiting, zero for none
/// @param isTerse whether only names are told
record Removal(
    Remote server,
    WriteOptions.DryRun dryRun,
    Cascade cascade,
    boolean isWaiting,
    Duration timeout,
    boolean isTerse,
    PrintWriter out) {

  private static final long LOOK_MILLIS = 100;

  /// What becomes of what an object owns.
  enum Cascade {
    BACKGROUND,
    FOREGROUND,
    ORPHAN;

    String policy() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /// @param source the file that names it; empty when none does
  record Doomed(Kind kind, String namespace, String name, String source) {

    String path() {
      return kind.served().path(namespace, name);
    }
  }

  /// An object that is being deleted, by its uid: another one may come by its name.
  private record Leaving(Doomed doomed, String uid) {}

  int run(List<Doomed> all, boolean isMissingFine, PrintWriter err) throws Refused {
    int failures = 0;
    List<Leaving> leaving = new ArrayList<>();
    for (Doomed each : all) {
      try {
        delete(each, leaving);
      } catch (Refused e) {
        if (!e.isMissing() || !isMissingFine) {
          err.println(e.words());
          failures++;
        }
      }
    }
    if (isWaiting && dryRun == WriteOptions.DryRun.NONE) {
      awaitGone(leaving);
    }
    return failures == 0 ? 0 : 1;
  }

  private void delete(Doomed doomed, List<Leaving> leaving) throws Refused {
    Answer answer =
        dryRun == WriteOptions.DryRun.CLIENT
            ? server.ask(Question.get(doomed.path()))
            : server.ask(Question.with("DELETE", doomed.path(), "application/json", options()));
    if (!answer.isDone()) {
      throw Refused.by(
          answer,
          doomed.source().isEmpty()
              ? ""
              : "error when deleting \"%s\": ".formatted(doomed.source()));
    }
    out.println(
        isTerse
            ? doomed.kind().label() + "/" + doomed.name()
            : "%s \"%s\" deleted%s".formatted(doomed.kind().label(), doomed.name(), dryRun.note()));
    out.flush();
    JsonNode tree = Remote.tree(answer.body());
    String uid =
        tree.path("kind").asString("").equals("Status")
            ? tree.path("details").path("uid").asString("")
            : tree.path("metadata").path("uid").asString("");
    leaving.add(new Leaving(doomed, uid));
  }

  /// In the body alone: beside a body, a server does not look at the query, and would delete.
  private String options() {
    String dry = dryRun == WriteOptions.DryRun.SERVER ? ",\"dryRun\":[\"All\"]" : "";
    return "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"%s\"%s}"
        .formatted(cascade.policy(), dry);
  }

  private void awaitGone(List<Leaving> leaving) throws Refused {
    long end = System.nanoTime() + timeout.toNanos();
    for (Leaving each : leaving) {
      while (isThere(each)) {
        if (timeout.isPositive() && System.nanoTime() > end) {
          throw Refused.error("timed out waiting for the condition on " + each.doomed().path());
        }
        try {
          Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private boolean isThere(Leaving leaving) throws Refused {
    Answer answer = server.ask(Question.get(leaving.doomed().path()));
    return answer.isDone()
        && Remote.tree(answer.body())
            .path("metadata")
            .path("uid")
            .asString("")
            .equals(leaving.uid());
  }
}
