package dev.agentgateway.app.client;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how long something may take: `30s`, `2m`, `1h`.
public final class Span implements ITypeConverter<Duration> {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})([smh]?)");

  @Override
  public Duration convert(String value) {
    Matcher matcher = WRITTEN.matcher(value);
    if (!matcher.matches()) {
      throw new TypeConversionException("'%s' (expected: as in 30s, 2m or 1h)".formatted(value));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
