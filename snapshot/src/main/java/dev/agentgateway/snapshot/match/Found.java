package dev.agentgateway.snapshot.match;

import dev.agentgateway.snapshot.Listener;
import dev.agentgateway.snapshot.Match;
import dev.agentgateway.snapshot.Route;

/// What a search for a request's rule ended with.
public sealed interface Found {

  Found NO_LISTENER = new NoListener();

  /// @param match of the rule's matches, the one that held
  record Rule(Listener listener, Route route, Match match) implements Found {}

  record NoRoute(Listener listener) implements Found {}

  record NoListener() implements Found {}

  /// The host is one listener's, the name that was asked for in TLS another's.
  record Misdirected(Listener listener) implements Found {}
}
