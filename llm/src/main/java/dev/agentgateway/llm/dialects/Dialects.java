package dev.agentgateway.llm.dialects;

import dev.agentgateway.llm.dialect.Dialect;
import dev.agentgateway.llm.dialects.completions.Completions;
import dev.agentgateway.llm.dialects.messages.Messages;
import java.util.List;

/// The dialects that clients and providers speak.
public final class Dialects {

  public static final Dialect COMPLETIONS = new Completions();
  public static final Dialect MESSAGES = new Messages();

  public static final List<Dialect> ALL =
      List.of(
          COMPLETIONS, //
          MESSAGES);

  private Dialects() {}

  /// The dialect of that name.
  ///
  /// @throws IllegalArgumentException when there is none
  public static Dialect of(String name) {
    for (Dialect dialect : ALL) {
      if (dialect.name().equals(name)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("no dialect is named " + name);
  }
}
