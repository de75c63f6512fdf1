package dev.agentgateway.app.commands.completion;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `agentgateway completion bash|zsh`.
@Command(
    name = "completion",
    description = "Print a script that completes commands in a shell.",
    footer = {"", "In bash or zsh: source <(agentgateway completion bash)"})
public final class Completion implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "bash|zsh",
      description = "The shell; both take the same script.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    String script = AutoComplete.bash("agentgateway", root);
    switch (shell) {
      case BASH -> out.print(script);
      case ZSH -> {
        out.println("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
        out.print(script);
      }
    }
    out.flush();
    return 0;
  }

  /// Shells that are known.
  enum Shell {
    BASH,
    ZSH
  }
}
