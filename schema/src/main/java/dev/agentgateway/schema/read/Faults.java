package dev.agentgateway.schema.read;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import java.util.ArrayList;
import java.util.List;

/// The faults of one reading, as they are found.
final class Faults {

  /// Of one resource; who wrote more does not read more either.
  static final int KEPT_MAX = 100;

  private final Mode mode;
  private final List<Fault> kept = new ArrayList<>();
  private int errors;

  Faults(Mode mode) {
    this.mode = mode;
  }

  Mode mode() {
    return mode;
  }

  void error(String path, Position at, String message, String mend) {
    errors++;
    keep(Severity.ERROR, path, at, message, mend);
  }

  void warning(String path, Position at, String message, String mend) {
    keep(Severity.WARNING, path, at, message, mend);
  }

  /// Something whose meaning is plain and whose form is not right.
  void slip(String path, Position at, String message, String mend) {
    if (mode == Mode.STRICT) {
      error(path, at, message, mend);
    } else {
      warning(path, at, message, mend);
    }
  }

  int errors() {
    return errors;
  }

  boolean hasErrors() {
    return errors > 0;
  }

  List<Fault> list() {
    return kept;
  }

  private void keep(Severity severity, String path, Position at, String message, String mend) {
    if (kept.size() < KEPT_MAX) {
      kept.add(new Fault(severity, path, at, message, mend));
    } else if (kept.size() == KEPT_MAX) {
      kept.add(new Fault(severity, path, at, "more faults than are told (" + KEPT_MAX + ")", ""));
    }
  }
}
