package planted.llm.logs;

import org.slf4j.Logger;

/// Logs in a pure module.
public record Tells(Logger log) {}
