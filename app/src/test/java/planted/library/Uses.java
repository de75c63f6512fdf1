package planted.library;

import java.util.regex.Pattern;

/// Uses a library that belongs to another module.
public record Uses(Pattern pattern) {}
