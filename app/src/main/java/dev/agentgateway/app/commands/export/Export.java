package dev.agentgateway.app.commands.export;

import dev.agentgateway.app.client.Fetch;
import dev.agentgateway.app.client.Kind;
import dev.agentgateway.app.client.ObjectFormat;
import dev.agentgateway.app.client.ObjectText;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.ServerOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `agentgateway export`: what an API server holds, as files would say it.
@Command(
    name = "export",
    description = "Write what the API holds as YAML, for run -f, apply -f or kubectl apply -f.",
    footer = {"", "agentgateway export > everything.yaml     Secrets are in it: keep it safe."})
public final class Export implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "How it is written (default: ${DEFAULT-VALUE}).")
  private ObjectFormat format = ObjectFormat.YAML;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Remote remote = server.open(err)) {
      List<ObjectNode> objects = gather(remote);
      write(objects);
      long secrets =
          objects.stream().filter(each -> each.path("kind").asString("").equals("Secret")).count();
      err.printf(
          "%d objects%s%n",
          objects.size(),
          secrets == 0 ? "" : ", %d of them Secrets with their keys".formatted(secrets));
      return 0;
    } catch (Refused e) {
      err.println(e.words());
      return 1;
    }
  }

  /// What stands in no namespace first: what is in them needs it.
  private static List<ObjectNode> gather(Remote remote) throws Refused {
    String asked = remote.namespaceAsked();
    Fetch fetch = new Fetch(asked == null, null, null);
    List<ObjectNode> wide = new ArrayList<>();
    List<ObjectNode> narrow = new ArrayList<>();
    for (Kind kind : remote.kinds().preferred().toList()) {
      boolean isNamespaced = kind.served().isNamespaced();
      if (Cleaning.isKept(kind) && (isNamespaced || asked == null)) {
        for (ObjectNode object : fetch.objects(kind, remote)) {
          if (Cleaning.isWritten(object)) {
            (isNamespaced ? narrow : wide).add(Cleaning.clean(object));
          }
        }
      }
    }
    wide.addAll(narrow);
    return wide;
  }

  private void write(List<ObjectNode> objects) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == ObjectFormat.JSON) {
      out.print(ObjectText.json(ObjectText.list(objects)));
    } else {
      objects.forEach(object -> {
        out.println("---");
        out.print(ObjectText.yaml(object));
      });
    }
    out.flush();
  }
}
