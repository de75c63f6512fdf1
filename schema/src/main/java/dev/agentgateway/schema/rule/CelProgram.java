package dev.agentgateway.schema.rule;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A compiled rule over `self`.
final class CelProgram {

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addLibraries(CelExtensions.optional(), CelExtensions.strings())
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.optional(), CelExtensions.strings())
          .build();

  private final CelRuntime.Program program;

  private CelProgram(CelRuntime.Program program) {
    this.program = program;
  }

  /// @throws IllegalArgumentException when the rule is none, which is our own mistake
  static CelProgram compile(String expression) {
    try {
      return new CelProgram(RUNTIME.createProgram(COMPILER.compile(expression).getAst()));
    } catch (CelValidationException | CelEvaluationException wrong) {
      throw new IllegalArgumentException(expression, wrong);
    }
  }

  boolean holds(@Nullable Object self) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", self == null ? com.google.protobuf.NullValue.NULL_VALUE : self);
    try {
      return Boolean.TRUE.equals(program.eval(variables));
    } catch (CelEvaluationException noAnswer) {
      return false;
    }
  }
}
