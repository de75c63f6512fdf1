package dev.agentgateway.llm.chat;

/// Who speaks. Results of tools are parts of what the user says.
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT
}
