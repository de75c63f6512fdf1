package planted.cycle.two;

import planted.cycle.one.One;

/// Knows the package that knows its own.
public record Two(One.Part part) {}
