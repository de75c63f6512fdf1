package dev.agentgateway.schema;

/// A place in what was read. Lines and columns count from 1; line 0 is all of a source without
/// lines, as an object of an API server.
///
/// @param source a file's path, `-` for standard input, or another name of where it came from
public record Position(String source, int line, int column) {

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
