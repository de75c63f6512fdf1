package dev.agentgateway.app.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// `HOST:PORT=ADDRESS:PORT`: where a name is found without DNS.
public record Resolve(String from, String to) {

  private static final Pattern WRITTEN =
      Pattern.compile(
          "([^=:\\s]+|\\[[0-9A-Fa-f:]+]):(\\d{1,5})=([^=:\\s]+|\\[[0-9A-Fa-f:]+]):(\\d{1,5})");

  /// Reads what is written on a command line.
  public static final class Reader implements ITypeConverter<Resolve> {

    @Override
    public Resolve convert(String value) {
      Matcher matcher = WRITTEN.matcher(value);
      if (!matcher.matches() || !isPort(matcher.group(2)) || !isPort(matcher.group(4))) {
        throw new TypeConversionException(
            "'%s' (expected: HOST:PORT=ADDRESS:PORT)".formatted(value));
      }
      int equals = value.indexOf('=');
      return new Resolve(value.substring(0, equals), value.substring(equals + 1));
    }

    private static boolean isPort(String digits) {
      int port = Integer.parseInt(digits);
      return port >= 1 && port <= 65_535;
    }
  }
}
