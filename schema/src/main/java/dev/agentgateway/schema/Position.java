package dev.agentgateway.schema;

/// A place in what was read. Lines and columns count from 1.
///
/// @param source a file's path, `-` for standard input, or another name of where it came from
public record Position(String source, int line, int column) {

  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
