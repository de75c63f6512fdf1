package dev.agentgateway.app.commands.check;

import dev.agentgateway.admin.Reports;
import dev.agentgateway.app.console.ListFormat;
import dev.agentgateway.app.console.Listing;
import dev.agentgateway.app.console.LogOptions;
import dev.agentgateway.app.console.Yaml;
import dev.agentgateway.app.run.FileResources;
import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.report.Condition;
import dev.agentgateway.config.report.Problem;
import dev.agentgateway.config.report.ResourceStatus;
import dev.agentgateway.schema.Fault.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `agentgateway check -f …`: conditions and problems, without serving.
@Command(
    name = "check",
    description = "Say what is wrong with the resources in files; fails when any is refused.")
public final class Check implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log = new LogOptions();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description = "A file or folder of resources, - for the standard input. Repeatable.")
  private List<String> files = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|yaml",
      defaultValue = "table",
      description = "How it is written.")
  private ListFormat format = ListFormat.TABLE;

  @Override
  public Integer call() {
    log.apply();
    try (FileResources resources = FileResources.read(files, Set.of())) {
      Compiled compiled = resources.compiled();
      PrintWriter out = spec.commandLine().getOut();
      switch (format) {
        case TABLE -> tables(compiled, out);
        case JSON -> out.println(JSON.writeValueAsString(tree(compiled)));
        case YAML -> out.print(Yaml.of(tree(compiled)));
      }
      out.flush();
      return compiled.hasErrors() ? 1 : 0;
    }
  }

  private static ObjectNode tree(Compiled compiled) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set("resources", Reports.statuses(compiled.statuses()));
    tree.set("problems", Reports.problems(compiled.problems()));
    return tree;
  }

  private void tables(Compiled compiled, PrintWriter out) {
    if (!log.isQuiet()) {
      conditions(compiled.statuses()).print(ListFormat.TABLE, out);
    }
    Listing problems = problems(compiled.problems());
    if (problems.isEmpty()) {
      return;
    }
    if (!log.isQuiet()) {
      out.println();
    }
    problems.print(ListFormat.TABLE, out);
  }

  private static Listing conditions(List<ResourceStatus> statuses) {
    Listing listing =
        Listing.of("kind", "namespace", "name", "of", "condition", "status", "reason", "running");
    for (ResourceStatus status : statuses) {
      if (status.conditions().isEmpty()) {
        listing.row(
            status.kind(), status.namespace(), status.name(), "", "", "", "", status.running());
      }
      for (Condition condition : status.conditions()) {
        listing.row(
            status.kind(),
            status.namespace(),
            status.name(),
            condition.subject().toString(),
            condition.type(),
            condition.status(),
            condition.reason(),
            status.running());
      }
    }
    return listing;
  }

  private static Listing problems(List<Problem> problems) {
    Listing listing = Listing.of("severity", "at", "resource", "path", "cause", "mend");
    for (Problem problem : problems) {
      listing.row(
          problem.severity() == Severity.ERROR ? "error" : "warning",
          problem.at().toString(),
          problem.resource() == null ? "" : problem.resource().toString(),
          problem.path(),
          problem.cause(),
          problem.mend());
    }
    return listing;
  }
}
