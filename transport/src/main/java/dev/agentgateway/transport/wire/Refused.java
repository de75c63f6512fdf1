package dev.agentgateway.transport.wire;

import dev.agentgateway.http.Failure;

/// The way out of the middle of a parse; never leaves this package.
final class Refused extends Exception {

  final Failure.BadRequest failure;

  Refused(int status, String code, String words) {
    super(words, null, false, false);
    this.failure = new Failure.BadRequest(status, code, words);
  }

  Refused(String words) {
    this(400, "bad_request", words);
  }
}
