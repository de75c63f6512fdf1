package dev.agentgateway.app.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers wrong usage with what is wrong, the nearest right word, and where to read more.
public final class WrongUsage implements IParameterExceptionHandler {

  private static final int DISTANCE_MAX = 3;

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("agentgateway: " + words(wrong));
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String nearest = nearest(unmatched.getUnmatched().getFirst(), command);
      if (!nearest.isEmpty()) {
        err.println("did you mean " + nearest + "?");
      }
    }
    err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String words(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().getFirst();
      boolean isTop = wrong.getCommandLine().getParent() == null;
      return (first.startsWith("-")
              ? "unknown option "
              : isTop ? "unknown command " : "unexpected ")
          + first;
    }
    String message = wrong.getMessage() == null ? "wrong usage" : wrong.getMessage();
    message = message.replace("option option", "option"); // As picocli has it for maps.
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /// The option or command with the fewest edits; empty when none is near.
  static String nearest(String written, CommandLine command) {
    String name = written.contains("=") ? written.substring(0, written.indexOf('=')) : written;
    List<String> known = new ArrayList<>();
    if (name.startsWith("-")) {
      command.getCommandSpec().options().stream()
          .filter(option -> !option.hidden())
          .forEach(option -> known.addAll(List.of(option.names())));
    } else {
      command
          .getSubcommands()
          .forEach((word, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
              known.add(word);
            }
          });
    }
    return known.stream()
        .filter(word ->
            word.startsWith(name) || edits(name, word) <= Math.min(DISTANCE_MAX, word.length() / 2))
        .min(Comparator.comparingInt(word -> edits(name, word)))
        .orElse("");
  }

  /// Levenshtein's distance.
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
