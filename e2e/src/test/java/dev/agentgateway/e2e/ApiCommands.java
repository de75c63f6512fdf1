package dev.agentgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentgateway.app.commands.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// `agentgateway get`, `apply` and the like, for the API that a kubeconfig names.
record ApiCommands(String kubeconfig) {

  /// What a command says, which must succeed.
  String ask(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> command = new ArrayList<>(List.of(words));
    command.addAll(List.of("--kubeconfig", kubeconfig));
    assertThat(
            Commands.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(command.toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    return out.toString();
  }

  /// A port for a Gateway that is applied.
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
