package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.json.ArgumentDepth;

/// A call whose arguments come in pieces: only what belongs to their object is taken.
final class ToolBlock {

  private final int index;
  private final String id;
  private final String name;
  private final ArgumentDepth depth = new ArgumentDepth();
  private final StringBuilder held = new StringBuilder();
  private boolean isBegun;

  ToolBlock(int index, String id, String name) {
    this.index = index;
    this.id = id;
    this.name = name;
  }

  int index() {
    return index;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /// Keeps a piece until the block's turn comes.
  void hold(String fragment) {
    held.append(fragment);
  }

  String held() {
    return held.toString();
  }

  /// The part of a piece that is to be sent: from the opening brace to the closing one.
  String take(String fragment) {
    String piece = fragment;
    if (!isBegun) {
      int begin = piece.indexOf('{');
      if (begin < 0) {
        return "";
      }
      isBegun = true;
      piece = piece.substring(begin);
    }
    if (depth.isWhole()) {
      return "";
    }
    int end = depth.on(piece);
    return end < 0 ? piece : piece.substring(0, end);
  }

  boolean isWhole() {
    return depth.isWhole();
  }
}
