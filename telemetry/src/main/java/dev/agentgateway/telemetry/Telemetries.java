package dev.agentgateway.telemetry;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Several telemetries as one. A member that fails does not keep the others from hearing.
public final class Telemetries implements Telemetry {

  private static final Logger LOG = LoggerFactory.getLogger(Telemetries.class);

  private final List<Telemetry> members;

  private Telemetries(List<Telemetry> members) {
    this.members = members;
  }

  public static Telemetry of(Telemetry... members) {
    return new Telemetries(List.of(members));
  }

  @Override
  public void told(Outcome outcome) {
    for (Telemetry member : members) {
      try {
        member.told(outcome);
      } catch (RuntimeException e) {
        LOG.error("telemetry failed", e);
      }
    }
  }
}
