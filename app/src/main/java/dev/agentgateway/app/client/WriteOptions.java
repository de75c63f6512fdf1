package dev.agentgateway.app.client;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options about what becomes of a write.
public final class WriteOptions {

  /// Whether something is written at all.
  public enum DryRun {
    NONE(""),
    CLIENT(" (dry run)"),
    SERVER(" (server dry run)");

    private final String note;

    DryRun(String note) {
      this.note = note;
    }

    /// What a line about a write that was none ends with.
    public String note() {
      return note;
    }
  }

  @Option(
      names = "--dry-run",
      paramLabel = "none|server|client",
      defaultValue = "none",
      description = "Write nothing: let the server check, or do not even ask it.")
  private DryRun dryRun = DryRun.NONE;

  @Option(
      names = "--validate",
      paramLabel = "strict|warn|ignore",
      defaultValue = "Strict",
      converter = Checking.class,
      description = "What the server does about fields that it does not know.")
  private String checking = "Strict";

  public DryRun dryRun() {
    return dryRun;
  }

  /// The query of a write.
  public String query(String manager) {
    return "?fieldManager="
        + Remote.escaped(manager)
        + "&fieldValidation="
        + checking
        + (dryRun == DryRun.SERVER ? "&dryRun=All" : "");
  }

  /// Takes kubectl's words.
  static final class Checking implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "true", "strict" -> "Strict";
        case "warn" -> "Warn";
        case "false", "ignore" -> "Ignore";
        default ->
            throw new TypeConversionException(
                "'%s' (expected: strict, warn or ignore)".formatted(value));
      };
    }
  }
}
