package dev.agentgateway.app.commands.version;

import dev.agentgateway.app.console.ListFormat;
import dev.agentgateway.app.console.Listing;
import dev.agentgateway.app.console.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `agentgateway version`.
@Command(name = "version", description = "Say which version this is.")
public final class ShowVersion implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|yaml",
      defaultValue = "table",
      description = "How it is written.")
  private ListFormat format = ListFormat.TABLE;

  @Override
  public Integer call() {
    Listing.of("name", "version", "java")
        .row("agentgateway", Version.current(), Runtime.version().toString())
        .print(format, spec.commandLine().getOut());
    return 0;
  }
}
