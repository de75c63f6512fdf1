package dev.agentgateway.app.commands.delete;

import dev.agentgateway.app.client.Fetch;
import dev.agentgateway.app.client.FileOptions;
import dev.agentgateway.app.client.Manifest;
import dev.agentgateway.app.client.ObjectFormat;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.SelectOptions;
import dev.agentgateway.app.client.ServerOptions;
import dev.agentgateway.app.client.Span;
import dev.agentgateway.app.client.Targets;
import dev.agentgateway.app.client.WriteOptions;
import java.io.PrintWriter;
import java.time.Duration;
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
import tools.jackson.databind.node.ObjectNode;

/// `agentgateway delete TYPE NAME…`, as kubectl does it.
@Command(
    name = "delete",
    description = "Delete objects of the API that agentgateway serves, or of a cluster.",
    footer = {"", "agentgateway delete -f gateway.yaml"})
public final class Delete implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private SelectOptions select = new SelectOptions();
  @Mixin private FileOptions files = new FileOptions();
  @Mixin private WriteOptions write = new WriteOptions();

  @Parameters(
      paramLabel = "TYPE[/NAME]",
      arity = "0..*",
      description = "What to delete: gateway NAME, gtw/NAME.")
  private List<String> words = List.of();

  @Option(names = "--all", description = "All of the kind in the namespace.")
  private boolean isAll;

  @Option(names = "--ignore-not-found", description = "What is missing is no error.")
  private boolean isMissingFine;

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait until objects are gone, finalizers and all (default: it waits).")
  private boolean isWaiting = true;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = Span.class,
      description = "How long to wait, as in 30s or 2m; 0s for as long as it takes.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--cascade",
      paramLabel = "background|foreground|orphan",
      defaultValue = "background",
      description = "What becomes of objects that the deleted ones own.")
  private Removal.Cascade cascade = Removal.Cascade.BACKGROUND;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "name",
      defaultValue = "table",
      description = "Write names instead of lines about them.")
  private ObjectFormat format = ObjectFormat.TABLE;

  @Override
  public Integer call() {
    check();
    PrintWriter err = spec.commandLine().getErr();
    try (Remote remote = server.open(err)) {
      Removal removal =
          new Removal(
              remote,
              write.dryRun(),
              cascade,
              isWaiting,
              timeout,
              format == ObjectFormat.NAME,
              spec.commandLine().getOut());
      return files.isEmpty() ? named(remote, removal, err) : written(remote, removal, err);
    } catch (Refused e) {
      err.println(e.words());
      return 1;
    }
  }

  private int named(Remote remote, Removal removal, PrintWriter err) throws Refused {
    List<Removal.Doomed> doomed = new ArrayList<>();
    Fetch fetch = select.fetch();
    for (Targets each : Targets.of(words, remote.kinds())) {
      if (each.names().isEmpty()) {
        for (ObjectNode object : fetch.objects(each.kind(), remote)) {
          doomed.add(
              new Removal.Doomed(
                  each.kind(),
                  object.path("metadata").path("namespace").asString(""),
                  object.path("metadata").path("name").asString(""),
                  ""));
        }
      } else {
        for (String name : each.names()) {
          doomed.add(new Removal.Doomed(each.kind(), remote.namespace(), name, ""));
        }
      }
    }
    if (doomed.isEmpty()) {
      err.println("No resources found");
    }
    return removal.run(doomed, isMissingFine || isAll || select.isSelecting(), err);
  }

  private int written(Remote remote, Removal removal, PrintWriter err) throws Refused {
    List<Removal.Doomed> doomed = new ArrayList<>();
    int failures = 0;
    for (Manifest manifest : files.read()) {
      try {
        var kind = manifest.kind(remote);
        doomed.add(
            new Removal.Doomed(
                kind, manifest.namespace(kind, remote), manifest.name(), manifest.source()));
      } catch (Refused e) {
        err.println(e.words());
        failures++;
      }
    }
    return Math.max(removal.run(doomed, isMissingFine, err), failures == 0 ? 0 : 1);
  }

  private void check() {
    if (words.isEmpty() == files.isEmpty()) {
      throw wrong(
          words.isEmpty()
              ? "you must provide one or more resources by argument or filename"
              : "-f stands without TYPE and NAME");
    }
    boolean isNamed = words.size() > 1 || (!words.isEmpty() && words.getFirst().contains("/"));
    if (files.isEmpty() && !isNamed && !isAll && !select.isSelecting()) {
      throw wrong("resource(s) were provided, but no name was specified");
    }
    if (isNamed && (isAll || select.isSelecting())) {
      throw wrong("name cannot be provided when a selector or --all is specified");
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }
}
