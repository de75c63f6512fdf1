package dev.agentgateway.llm.dialects.messages;

import dev.agentgateway.llm.json.ArgumentDepth;
import dev.agentgateway.llm.json.Arguments;

/// A call whose arguments come in pieces: only what belongs to their object is taken.
final class ToolBlock {

  private final int index;
  private final String id;
  private final String name;
  private final ArgumentDepth depth = new ArgumentDepth();
  private final StringBuilder held = new StringBuilder();
  private final StringBuilder lead = new StringBuilder(); // before the object begins
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
      lead.append(piece, 0, begin < 0 ? piece.length() : begin);
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

  /// Whether an object has begun that is not whole.
  boolean isWithin() {
    return isBegun && !depth.isWhole();
  }

  /// Whether what came is neither an object nor nothing.
  boolean isBroken() {
    return isWithin() || Arguments.object(lead.toString()) == null;
  }
}
