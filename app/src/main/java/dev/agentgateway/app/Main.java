package dev.agentgateway.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.app.commands.Commands;
import java.io.PrintWriter;

/// Starts the program.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    int code = Commands.line(out, err).execute(Commands.withCommand(args));
    if (code != 0) {
      System.exit(code);
    }
  }
}
