package dev.agentgateway.expression;

/// A text that is no expression, or that names what cannot be had.
public final class ExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /// @param line counted from 1; 0 when the trouble has no place
  public ExpressionException(String message, int line, int column) {
    super(line == 0 ? message : "%d:%d: %s".formatted(line, column, message));
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  /// Counted from 1.
  public int column() {
    return column;
  }
}
