package planted.cycle.one;

import planted.cycle.two.Two;

/// Knows the package that knows its own.
public record One(Two two) {

  /// Something that the other needs.
  public record Part() {}
}
