package dev.agentgateway.app.commands.describe;

import dev.agentgateway.app.client.Fetch;
import dev.agentgateway.app.client.FileOptions;
import dev.agentgateway.app.client.Kind;
import dev.agentgateway.app.client.Manifest;
import dev.agentgateway.app.client.Refused;
import dev.agentgateway.app.client.Remote;
import dev.agentgateway.app.client.SelectOptions;
import dev.agentgateway.app.client.ServerOptions;
import dev.agentgateway.app.client.Targets;
import java.io.PrintWriter;
import java.time.Instant;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `agentgateway describe TYPE [NAME…]`, as kubectl does it.
@Command(
    name = "describe",
    description = "Tell about objects: their fields, their statuses, and their events.",
    footer = {"", "agentgateway describe httproute/anthropic"})
public final class Describe implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private SelectOptions select = new SelectOptions();
  @Mixin private FileOptions files = new FileOptions();

  @Parameters(
      paramLabel = "TYPE[/NAME]",
      arity = "0..*",
      description = "What to tell about; a name may be the beginning of several.")
  private List<String> words = List.of();

  @Option(
      names = "--show-events",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Tell events (default: they are told).")
  private boolean withEvents = true;

  @Override
  public Integer call() {
    if (words.isEmpty() == files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          words.isEmpty()
              ? "you must specify the type of resource to describe, or a file with -f"
              : "-f stands without TYPE and NAME");
    }
    PrintWriter err = spec.commandLine().getErr();
    try (Remote remote = server.open(err)) {
      List<ObjectNode> objects = files.isEmpty() ? named(remote) : written(remote);
      if (objects.isEmpty()) {
        err.println(
            select.fetch().isEverywhere()
                ? "No resources found"
                : "No resources found in " + remote.namespace() + " namespace.");
      }
      tell(remote, objects);
      return 0;
    } catch (Refused e) {
      err.println(e.words());
      return 1;
    }
  }

  private void tell(Remote remote, List<ObjectNode> objects) throws Refused {
    PrintWriter out = spec.commandLine().getOut();
    boolean isFirst = true;
    for (ObjectNode object : objects) {
      if (!isFirst) {
        out.print("\n\n");
      }
      isFirst = false;
      Events events = withEvents ? Events.of(object, remote, Instant.now()) : Events.UNTOLD;
      out.print(Description.of(object, events));
      out.flush();
    }
  }

  private List<ObjectNode> named(Remote remote) throws Refused {
    List<ObjectNode> objects = new ArrayList<>();
    Fetch fetch = select.fetch();
    for (Targets each : Targets.of(words, remote.kinds())) {
      if (each.names().isEmpty()) {
        objects.addAll(fetch.objects(each.kind(), remote));
      }
      for (String name : each.names()) {
        objects.addAll(called(remote, each.kind(), name));
      }
    }
    return objects;
  }

  private List<ObjectNode> written(Remote remote) throws Refused {
    List<ObjectNode> objects = new ArrayList<>();
    for (Manifest manifest : files.read()) {
      Kind kind = manifest.kind(remote);
      String path = kind.served().path(manifest.namespace(kind, remote), manifest.name());
      objects.add((ObjectNode) remote.read(path, "application/json"));
    }
    return objects;
  }

  /// The one of this name, else those whose names begin with it.
  private List<ObjectNode> called(Remote remote, Kind kind, String name) throws Refused {
    try {
      JsonNode found =
          remote.read(kind.served().path(remote.namespace(), name), "application/json");
      return List.of((ObjectNode) found);
    } catch (Refused missing) {
      if (!missing.isMissing()) {
        throw missing;
      }
      List<ObjectNode> near =
          new Fetch(false, null, null)
              .objects(kind, remote).stream()
                  .filter(each -> each.path("metadata").path("name").asString("").startsWith(name))
                  .toList();
      if (near.isEmpty()) {
        throw missing;
      }
      return near;
    }
  }
}
