package dev.agentgateway.http;

/// A certificate chain and its private key, both PEM.
public record CertificateKey(String chain, Secret key) {}
