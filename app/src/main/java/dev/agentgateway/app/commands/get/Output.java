package dev.agentgateway.app.commands.get;

import dev.agentgateway.app.client.ObjectFormat;
import dev.agentgateway.app.client.jsonpath.PathException;
import dev.agentgateway.app.client.jsonpath.Template;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How objects are written, as `-o` says it.
///
/// @param format JSON where a template or columns stand
record Output(ObjectFormat format, @Nullable Template template, @Nullable CustomColumns columns) {

  static final String FORMS = "wide|json|yaml|name|jsonpath=TEMPLATE|custom-columns=NAME:PATH,...";

  private static final String TEMPLATE = "jsonpath=";
  private static final String COLUMNS = "custom-columns=";

  /// Whether the server's tables are shown.
  boolean isTable() {
    return format == ObjectFormat.TABLE || format == ObjectFormat.WIDE;
  }

  static final class Reader implements ITypeConverter<Output> {

    @Override
    public Output convert(String written) {
      try {
        if (written.startsWith(TEMPLATE)) {
          Template template = Template.parse(written.substring(TEMPLATE.length()));
          return new Output(ObjectFormat.JSON, template, null);
        }
        if (written.startsWith(COLUMNS)) {
          CustomColumns columns = CustomColumns.parse(written.substring(COLUMNS.length()));
          return new Output(ObjectFormat.JSON, null, columns);
        }
      } catch (PathException e) {
        throw new TypeConversionException("'%s': %s".formatted(written, e.words()));
      }
      return Arrays.stream(ObjectFormat.values())
          .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(written))
          .findFirst()
          .map(each -> new Output(each, null, null))
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected one of %s but was '%s'".formatted(FORMS.replace("|", ", "), written)));
    }
  }
}
