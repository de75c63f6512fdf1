package planted.llm.files;

import java.nio.file.Path;

/// Knows files in a pure module.
public record Reads(Path path) {}
