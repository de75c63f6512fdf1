package dev.agentgateway.apiserver.rest;

/// A request, with its body in memory.
///
/// @param path as it stands in the request, begins with `/`
/// @param contentType without its parameters, in lower case
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Call(
    String method,
    String path,
    Parameters parameters,
    String accept,
    String contentType,
    String userAgent,
    byte[] body) {

  Form form() {
    return Form.of(accept);
  }

  boolean isDryRun() {
    return !parameters.text("dryRun").isEmpty();
  }

  /// Who writes: as the request says, else the program that sent it.
  String manager() {
    String named = parameters.text("fieldManager");
    if (!named.isEmpty()) {
      return named;
    }
    int slash = userAgent.indexOf('/');
    String program = slash < 0 ? userAgent : userAgent.substring(0, slash);
    return program.isEmpty() ? "unknown" : program.substring(0, Math.min(128, program.length()));
  }
}
