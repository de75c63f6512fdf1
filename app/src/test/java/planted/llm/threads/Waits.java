package planted.llm.threads;

/// Knows threads in a pure module.
public record Waits(Thread thread) {}
