package dev.agentgateway.app.commands.apply;

import dev.agentgateway.app.client.FileOptions;
import dev.agentgateway.app.client.Manifest;
import dev.agentgateway.app.client.ObjectFormat;
import dev.agentgateway.app.client.ObjectText;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.ServerOptions;
import dev.agentgateway.app.client.WriteOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `agentgateway apply -f FILE`, as kubectl does it.
@Command(
    name = "apply",
    description = "Write objects to the API that agentgateway serves, or to a cluster.",
    footer = {"", "agentgateway apply -f gateway.yaml"})
public final class Apply implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private FileOptions files = new FileOptions();
  @Mixin private WriteOptions write = new WriteOptions();

  @Option(
      names = "--server-side",
      description = "Let the server merge, which knows who owns which field.")
  private boolean isServerSide;

  @Option(
      names = "--force-conflicts",
      description = "With --server-side: take fields that others own.")
  private boolean isForced;

  @Option(
      names = "--field-manager",
      paramLabel = "NAME",
      description = "Who writes (default: kubectl's names, so that either can go on).")
  private @Nullable String manager;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "json|yaml|name",
      defaultValue = "table",
      description = "Write the objects instead of a line about each.")
  private ObjectFormat format = ObjectFormat.TABLE;

  @Override
  public Integer call() {
    if (files.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "must specify one of -f");
    }
    if (isForced && !isServerSide) {
      throw new ParameterException(spec.commandLine(), "--force-conflicts needs --server-side");
    }
    if (isServerSide && write.dryRun() == WriteOptions.DryRun.CLIENT) {
      throw new ParameterException(
          spec.commandLine(), "--dry-run=client does not work with --server-side");
    }
    PrintWriter err = spec.commandLine().getErr();
    try (Remote remote = server.open(err)) {
      return run(remote, files.read(), err);
    } catch (Refused e) {
      err.println(e.words());
      return 1;
    }
  }

  /// One that fails does not keep the others from being written.
  private int run(Remote remote, List<Manifest> manifests, PrintWriter err) {
    Writing writing = new Writing(remote, write, manager, err);
    List<JsonNode> written = new ArrayList<>();
    int failures = 0;
    for (Manifest manifest : manifests) {
      try {
        Writing.Done done =
            isServerSide ? writing.onServer(manifest, isForced) : writing.onClient(manifest);
        tell(done, written);
      } catch (Refused e) {
        err.println(e.words());
        failures++;
      }
    }
    if (!written.isEmpty()) {
      JsonNode tree = written.size() == 1 ? written.getFirst() : ObjectText.list(written);
      PrintWriter out = spec.commandLine().getOut();
      out.print(format == ObjectFormat.JSON ? ObjectText.json(tree) : ObjectText.yaml(tree));
      out.flush();
    }
    return failures == 0 ? 0 : 1;
  }

  private void tell(Writing.Done done, List<JsonNode> written) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case JSON, YAML -> written.add(ObjectText.withoutOwners(done.object()));
      case NAME -> out.println(done.label());
      case TABLE, WIDE -> out.println(done.label() + " " + done.what() + write.dryRun().note());
    }
    out.flush();
  }
}
