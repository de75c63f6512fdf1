package dev.agentgateway.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;

/// The dialect of CEL that resources are written in: its variables, functions and limits.
final class Language {

  /// Steps of all the loops of one evaluation.
  static final int STEPS_MAX = 10_000;

  /// Parentheses inside parentheses.
  static final int DEPTH_MAX = 64;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(Expression.LENGTH_MAX)
          .maxParseRecursionDepth(DEPTH_MAX)
          .comprehensionMaxIterations(STEPS_MAX)
          .build();

  private static final CelCompiler COMPILER = compiler();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.strings(),
              CelExtensions.math(),
              CelExtensions.encoders(OPTIONS),
              CelExtensions.sets(OPTIONS))
          .build();

  private Language() {}

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(
                CelExtensions.strings(),
                CelExtensions.math(),
                CelExtensions.encoders(OPTIONS),
                CelExtensions.sets(OPTIONS));
    for (Variable variable : Variable.values()) {
      builder.addVar(variable.written(), SimpleType.DYN);
    }
    return builder.build();
  }

  /// The checked tree serves to find mistakes only. The parsed one is run: of a value that is known
  /// only when it is there, such as `request.headers['x']`, the checker settles on one overload of
  /// `int` and the like, and the wrong one.
  static Program compile(String source) {
    CelValidationResult checked = COMPILER.compile(source);
    if (checked.hasError()) {
      CelIssue first = checked.getErrors().getFirst();
      throw refused(first.getMessage(), first.getSourceLocation());
    }
    try {
      CelAbstractSyntaxTree tree = COMPILER.parse(source).getAst();
      Fields.check(tree);
      return RUNTIME.createProgram(Paths.of(tree));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new ExpressionException(String.valueOf(e.getMessage()), 0, 0);
    }
  }

  static ExpressionException refused(String message, CelSourceLocation at) {
    return at.getLine() < 1
        ? new ExpressionException(message, 0, 0)
        : new ExpressionException(message, at.getLine(), at.getColumn() + 1);
  }
}
