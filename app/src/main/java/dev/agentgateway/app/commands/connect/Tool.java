package dev.agentgateway.app.commands.connect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tool that can be pointed at a gateway.
///
/// @param variables of its environment; `@URL@` stands for the gateway's address
/// @param notes what else there is to know, a line each
/// @param settings its settings file, null where it has none
record Tool(
    String name, Map<String, String> variables, List<String> notes, @Nullable Settings settings) {

  /// Where the gateway's address goes in what a tool is told.
  static final String URL = "@URL@";

  /// What is sent as a key where a tool wants one: the gateway takes it off.
  static final String TOKEN = "agentgateway";

  /// A settings file.
  ///
  /// @param folderVariable names the folder, where it is set
  /// @param folder below the home, where it is not
  /// @param addition what is to stand in the file, in its own syntax
  record Settings(
      Syntax syntax, String folderVariable, String folder, String file, String addition) {}

  /// How a settings file is written.
  enum Syntax {
    JSON,
    TOML
  }
}
