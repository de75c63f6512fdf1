package dev.agentgateway.llm.splice;

/// Kinds of JSON values, and [#ABSENT] for a field that is not there.
public enum JsonKind {
  ABSENT,
  NULL,
  BOOLEAN,
  NUMBER,
  TEXT,
  ARRAY,
  OBJECT
}
