package dev.agentgateway.llm.chat;

/// A page of the web on which a piece of an answer rests.
///
/// @param start of the piece, in characters of all the answer's texts together
/// @param end of the piece, which is not a part of it
public record Citation(int start, int end, String url, String title) {}
