package dev.agentgateway.telemetry.metrics;

/// What a scrape gets.
public record Exposition(String contentType, String text) {}
