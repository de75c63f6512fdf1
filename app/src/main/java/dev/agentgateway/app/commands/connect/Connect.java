package dev.agentgateway.app.commands.connect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `agentgateway connect TOOL`.
@Command(
    name = "connect",
    description = "Show what points a tool at this gateway, or write it into the tool's settings.")
public final class Connect implements Callable<Integer> {

  private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "TOOL",
      description = "claude-code, codex, opencode, openai or anthropic.")
  private String name = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:4000",
      description = "Where the gateway is (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--write",
      description = "Change the tool's settings file; what it was before is kept beside it.")
  private boolean isWritten;

  @Override
  public Integer call() {
    Tool tool = Tools.find(name);
    if (tool == null) {
      String known = String.join(", ", Tools.ALL.stream().map(Tool::name).toList());
      throw new ParameterException(
          spec.commandLine(), "%s: no tool that is known (expected: %s)".formatted(name, known));
    }
    if (!ADDRESS.matcher(url).matches()) {
      throw new ParameterException(
          spec.commandLine(), "--url: %s (expected: http://HOST:PORT)".formatted(url));
    }
    return isWritten ? write(tool) : show(tool);
  }

  private int show(Tool tool) {
    PrintWriter out = spec.commandLine().getOut();
    tool.variables()
        .forEach((variable, value) -> out.println("export " + variable + "=" + at(value)));
    tool.notes().forEach(note -> out.println("# " + at(note)));
    Tool.Settings settings = tool.settings();
    if (settings != null && tool.variables().isEmpty()) {
      out.println("# To stand in " + file(settings) + " (--write puts it there):");
      out.print(at(settings.addition()));
    } else if (settings != null) {
      out.println("# --write puts it into " + file(settings) + " instead.");
    }
    out.flush();
    return 0;
  }

  private int write(Tool tool) {
    Tool.Settings settings = tool.settings();
    if (settings == null) {
      return failed(
          "%s has no settings file: put the lines of agentgateway connect %s into your shell's own"
              .formatted(tool.name(), tool.name()));
    }
    String addition = at(settings.addition());
    SettingsFile file = new SettingsFile(file(settings));
    SettingsFile.Change change =
        switch (settings.syntax()) {
          case JSON -> file.change(before -> JsonSettings.with(before, addition));
          case TOML -> file.change(before -> TomlSettings.with(before, addition));
        };
    return switch (change) {
      case SettingsFile.Change.None(Path path) -> said(path + " already points here.");
      case SettingsFile.Change.Written(Path path, @Nullable Path backup) -> {
        said("Wrote " + path + ".");
        said(backup == null ? "It was not there before." : "What it was before: " + backup);
        tool.notes().forEach(note -> said(at(note)));
        yield 0;
      }
      case SettingsFile.Change.Refused(Path path, String cause) ->
          failed(
              "%s: %s; nothing was written. See: agentgateway connect %s"
                  .formatted(path, cause, tool.name()));
    };
  }

  private String at(String text) {
    return text.replace(Tool.URL, url);
  }

  private static Path file(Tool.Settings settings) {
    Map<String, String> environment = System.getenv();
    String named = environment.getOrDefault(settings.folderVariable(), "");
    if (!named.isEmpty()) {
      return Path.of(named, settings.file());
    }
    String home = environment.getOrDefault("HOME", "");
    String base = home.isEmpty() ? System.getProperty("user.home") : home;
    String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return settings.folder().startsWith(".config/") && !config.isEmpty()
        ? Path.of(config, settings.folder().substring(".config/".length()), settings.file())
        : Path.of(base, settings.folder(), settings.file());
  }

  private int said(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private int failed(String words) {
    spec.commandLine().getErr().println("agentgateway: " + words);
    spec.commandLine().getErr().flush();
    return 1;
  }
}
