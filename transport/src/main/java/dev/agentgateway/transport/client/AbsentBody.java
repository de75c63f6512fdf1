package dev.agentgateway.transport.client;

import dev.agentgateway.http.Body;

/// The body that an answer to HEAD does not have, whose length is told all the same where it is
/// known.
record AbsentBody(long length) implements Body {

  @Override
  public void readTo(Sink sink) {
    sink.end();
  }

  @Override
  public void pause() {
    // Nothing comes.
  }

  @Override
  public void resume() {
    // Nothing comes.
  }

  @Override
  public void cancel() {
    // Nothing is held.
  }
}
