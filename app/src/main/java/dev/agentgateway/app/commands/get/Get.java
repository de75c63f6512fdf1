package dev.agentgateway.app.commands.get;

import dev.agentgateway.app.client.FileOptions;
import dev.agentgateway.app.client.Manifest;
import dev.agentgateway.app.client.ObjectFormat;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.SelectOptions;
import dev.agentgateway.app.client.ServerOptions;
import dev.agentgateway.app.client.TableText;
import dev.agentgateway.app.client.Targets;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `agentgateway get TYPE [NAME…]`, as kubectl does it.
@Command(
    name = "get",
    description = "Show objects of the API that agentgateway serves, or of a cluster.",
    footer = {"", "agentgateway get gateways,httproutes -A"})
public final class Get implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private SelectOptions select = new SelectOptions();
  @Mixin private FileOptions files = new FileOptions();

  @Parameters(
      paramLabel = "TYPE[/NAME]",
      arity = "0..*",
      description = "What to show: gateways, gtw/NAME, gateways,httproutes, all.")
  private List<String> words = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = Output.FORMS,
      defaultValue = "table",
      converter = Output.Reader.class,
      description = "How it is written.")
  private Output output = new Output(ObjectFormat.TABLE, null, null);

  @Option(
      names = {"-w", "--watch"},
      description = "Then show each change.")
  private boolean isWatching;

  @Option(names = "--watch-only", description = "Show changes alone.")
  private boolean isOnlyWatching;

  @Option(names = "--no-headers", description = "Without the names of columns.")
  private boolean isHeadless;

  @Option(names = "--show-kind", description = "The kind before each name.")
  private boolean isKindShown;

  @Option(names = "--show-labels", description = "A column of labels.")
  private boolean isLabelled;

  @Option(names = "--show-managed-fields", description = "Who owns which field, too.")
  private boolean isOwnerShown;

  @Option(names = "--ignore-not-found", description = "What is missing is no error.")
  private boolean isMissingFine;

  @Override
  public Integer call() {
    if (words.isEmpty() == files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          words.isEmpty()
              ? "you must specify the type of resource to get, or a file with -f"
              : "-f stands without TYPE and NAME");
    }
    PrintWriter err = spec.commandLine().getErr();
    try (Remote remote = server.open(err)) {
      List<Targets> targets = targets(remote);
      if ((isWatching || isOnlyWatching) && targets.size() != 1) {
        throw Refused.error("you may only specify a single resource type");
      }
      Shown shown =
          new Shown(
              remote,
              select.fetch(),
              output,
              look(targets),
              isOwnerShown,
              isMissingFine,
              spec.commandLine().getOut(),
              err);
      return isWatching || isOnlyWatching
          ? new Watched(shown, isOnlyWatching).run(targets.getFirst())
          : shown.run(targets);
    } catch (Refused e) {
      err.println(e.words());
      return 1;
    }
  }

  private List<Targets> targets(Remote remote) throws Refused {
    if (files.isEmpty()) {
      return Targets.of(words, remote.kinds());
    }
    List<Targets> targets = new ArrayList<>();
    for (Manifest manifest : files.read()) {
      targets.add(new Targets(manifest.kind(remote), List.of(manifest.name())));
    }
    return targets;
  }

  private TableText.Look look(List<Targets> targets) {
    boolean isMixed = targets.stream().map(Targets::kind).distinct().count() > 1;
    boolean isEverywhere =
        select.fetch().isEverywhere()
            && targets.stream().anyMatch(each -> each.kind().served().isNamespaced());
    return new TableText.Look(
        output.format() == ObjectFormat.WIDE,
        !isHeadless,
        isEverywhere,
        isMixed || isKindShown,
        isLabelled);
  }
}
