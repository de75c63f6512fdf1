package dev.agentgateway.config.report;

import org.jspecify.annotations.Nullable;

/// Whose condition it is: the resource's, or that of a part or a relation of it.
public sealed interface Subject {

  /// The resource as a whole.
  record Whole() implements Subject {

    @Override
    public String toString() {
      return "";
    }
  }

  /// A listener of a Gateway.
  record Listener(String name) implements Subject {

    @Override
    public String toString() {
      return "listener " + name;
    }
  }

  /// What a route asks to be attached to.
  ///
  /// @param section the listener that is named, null for all
  record Parent(ResourceKey parent, @Nullable String section, @Nullable Integer port)
      implements Subject {

    @Override
    public String toString() {
      return "parent "
          + parent.id()
          + (section == null ? "" : "/" + section)
          + (port == null ? "" : ":" + port);
    }
  }

  /// What a policy has effect on.
  ///
  /// @param section the part that is named, null for all
  record Ancestor(ResourceKey ancestor, @Nullable String section) implements Subject {

    @Override
    public String toString() {
      return "target " + ancestor + (section == null ? "" : "/" + section);
    }
  }
}
