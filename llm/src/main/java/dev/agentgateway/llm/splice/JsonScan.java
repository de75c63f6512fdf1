package dev.agentgateway.llm.splice;

/// What became of the bytes of a body that should be a JSON object.
public sealed interface JsonScan {

  record Scanned(JsonFields fields) implements JsonScan {}

  /// The bytes are no JSON object. The words tell what was found without repeating any of it.
  ///
  /// @param line from 1
  /// @param column from 1, in bytes
  record Malformed(int line, int column, String words) implements JsonScan {

    /// The words with the place: `line 3, column 7: …`.
    public String message() {
      return "line %d, column %d: %s".formatted(line, column, words);
    }
  }
}
