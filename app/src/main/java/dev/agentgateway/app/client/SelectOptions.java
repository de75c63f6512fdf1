package dev.agentgateway.app.client;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about which objects are meant.
public final class SelectOptions {

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "In every namespace.")
  private boolean isEverywhere;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "KEY=VALUE",
      description = "Those with these labels.")
  private @Nullable String labels;

  @Option(
      names = "--field-selector",
      paramLabel = "FIELD=VALUE",
      description = "Those with these fields.")
  private @Nullable String fields;

  public Fetch fetch() {
    return new Fetch(isEverywhere, labels, fields);
  }

  public boolean isSelecting() {
    return labels != null || fields != null;
  }
}
