package dev.agentgateway.app.commands;

import dev.agentgateway.app.commands.apply.Apply;
import dev.agentgateway.app.commands.check.Check;
import dev.agentgateway.app.commands.completion.Completion;
import dev.agentgateway.app.commands.connect.Connect;
import dev.agentgateway.app.commands.controller.Controller;
import dev.agentgateway.app.commands.delete.Delete;
import dev.agentgateway.app.commands.describe.Describe;
import dev.agentgateway.app.commands.export.Export;
import dev.agentgateway.app.commands.fakeprovider.FakeProviderServer;
import dev.agentgateway.app.commands.get.Get;
import dev.agentgateway.app.commands.kubeconfig.ShowKubeconfig;
import dev.agentgateway.app.commands.run.Run;
import dev.agentgateway.app.commands.version.ShowVersion;
import dev.agentgateway.app.console.WrongUsage;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The table of commands. Each is a [Callable] that gives its exit code: 0 done, 1 failed, 2 wrong
/// usage.
@Command(
    name = "agentgateway",
    description = "A gateway for AI traffic, configured by Kubernetes resources.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"", "Without a command it runs: agentgateway is agentgateway run."})
public final class Commands implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private static List<Callable<Integer>> all() {
    return List.of(
        new Run(),
        new Check(),
        new Get(),
        new Apply(),
        new Describe(),
        new Delete(),
        new Export(),
        new ShowKubeconfig(),
        new Connect(),
        new Controller(),
        new FakeProviderServer(),
        new ShowVersion(),
        new Completion());
  }

  /// Without a command, options are those of `run`: `agentgateway --port 4001`. Everybody tries
  /// `--version`.
  public static String[] withCommand(String... args) {
    boolean isHelp = args.length > 0 && (args[0].equals("-h") || args[0].equals("--help"));
    if (isHelp || (args.length > 0 && !args[0].startsWith("-"))) {
      return args;
    }
    if (args.length > 0 && (args[0].equals("--version") || args[0].equals("-V"))) {
      String[] asked = args.clone();
      asked[0] = "version";
      return asked;
    }
    String[] whole = new String[args.length + 1];
    whole[0] = "run";
    System.arraycopy(args, 0, whole, 1, args.length);
    return whole;
  }

  /// The whole command line, ready to execute.
  public static CommandLine line(PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Commands());
    for (Callable<Integer> command : all()) {
      line.addSubcommand(command);
    }
    line.addSubcommand(new HelpCommand());
    addHelpOption(line);
    line.getSubcommands().values().forEach(Commands::addHelpOption);
    return line.setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setAbbreviatedSubcommandsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler((failed, command, parsed) -> {
          command.getErr().println("agentgateway: " + failed);
          command.getErr().flush();
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  private static void addHelpOption(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help.")
                  .build());
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
