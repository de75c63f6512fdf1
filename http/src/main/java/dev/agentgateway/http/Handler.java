package dev.agentgateway.http;

/// Takes requests from a server. Called on the event loop of the request's connection.
public interface Handler {

  void handle(Request request, Responder responder);
}
