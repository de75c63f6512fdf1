package dev.agentgateway.telemetry;

/// Takes what happened. Called on event loops: never waits.
public interface Telemetry {

  void told(Outcome outcome);
}
