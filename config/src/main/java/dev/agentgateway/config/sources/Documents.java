package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What was read, in the order in which it was written, and what could not be.
public record Documents(List<Document> documents, List<Fault> faults) {

  public static final Documents NONE = new Documents(List.of(), List.of());

  public Documents {
    documents = List.copyOf(documents);
    faults = List.copyOf(faults);
  }

  /// Sources in which something could not be read: a resource that is missing may be hidden there.
  public Set<String> brokenSources() {
    return faults.stream()
        .filter(fault -> fault.severity() == Fault.Severity.ERROR)
        .map(fault -> fault.at().source())
        .collect(Collectors.toUnmodifiableSet());
  }
}
