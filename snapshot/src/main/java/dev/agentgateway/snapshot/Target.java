package dev.agentgateway.snapshot;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.policy.ForwardPlan;
import java.util.Comparator;
import java.util.List;

/// Where a route sends its requests.
public sealed interface Target {

  /// `namespace/name` of the backend resource, for logs.
  String name();

  /// AI providers in groups: the first group that has a healthy provider answers.
  record Llm(String name, List<Group> groups, ForwardPlan plan) implements Target {

    public Llm {
      groups = List.copyOf(groups);
    }
  }

  /// AI backends by the model that a request names.
  ///
  /// @param entries in the order in which they are tried: exact names, longer patterns, shorter
  ///   ones
  record Models(String name, List<Entry> entries, ForwardPlan plan) implements Target {

    public Models {
      entries = entries.stream().sorted(Entry.PRECEDENCE).toList();
    }
  }

  /// A name of a model, and who answers for it.
  ///
  /// @param pattern exact, or with one `*` at an end; `anthropic/*` sends on what the `*` stands
  ///   for
  /// @param isListed whether clients see it in the list of models
  record Entry(String pattern, boolean isListed, Pick pick) {

    static final Comparator<Entry> PRECEDENCE =
        Comparator.comparing(Entry::isPattern)
            .thenComparing(Comparator.comparingInt((Entry e) -> e.pattern().length()).reversed());

    public boolean isPattern() {
      return pattern.startsWith("*") || pattern.endsWith("*");
    }

    public boolean takes(String model) {
      if (pattern.endsWith("*")) {
        return model.startsWith(pattern.substring(0, pattern.length() - 1));
      }
      return pattern.startsWith("*") ? model.endsWith(pattern.substring(1)) : model.equals(pattern);
    }
  }

  /// Plain HTTP to one of these endpoints, in turn.
  record Http(String name, List<Endpoint> endpoints, ForwardPlan plan) implements Target {

    public Http {
      endpoints = List.copyOf(endpoints);
    }
  }

  /// Cannot be reached by configuration; the answer says why.
  record Broken(String name, Failure failure) implements Target {}

  /// Providers of equal rank.
  record Group(List<Choice> choices) {

    public Group {
      choices = List.copyOf(choices);
    }
  }

  /// One provider.
  ///
  /// @param id names it for as long as it is configured so; what is known of its health stands
  ///   under this name
  record Choice(String id, Upstream upstream, Endpoint endpoint) {}
}
