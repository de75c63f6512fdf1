package dev.agentgateway.snapshot;

import dev.agentgateway.http.Endpoint;
import dev.agentgateway.http.Failure;
import dev.agentgateway.llm.Upstream;
import dev.agentgateway.policy.ForwardPlan;
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

  record Choice(Upstream upstream, Endpoint endpoint) {}
}
