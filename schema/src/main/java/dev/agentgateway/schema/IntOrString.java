package dev.agentgateway.schema;

/// A value that is written as a whole number or as a text.
public record IntOrString(String text) {}
