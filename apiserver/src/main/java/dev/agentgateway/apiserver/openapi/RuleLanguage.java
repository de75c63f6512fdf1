package dev.agentgateway.apiserver.openapi;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CEL as a cluster speaks it in schemas: the standard, optionals, and Kubernetes' own functions.
final class RuleLanguage {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableRegexPartialMatch(true)
          .comprehensionMaxIterations(100_000)
          .build();

  private static final CelType TEXTS = ListType.create(SimpleType.STRING);

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .addLibraries(
              CelExtensions.optional(),
              CelExtensions.strings(),
              CelExtensions.bindings(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.lists(),
              CelExtensions.comprehensions())
          .addFunctionDeclarations(declarations())
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.optional(),
              CelExtensions.strings(),
              CelExtensions.sets(OPTIONS),
              CelExtensions.lists(),
              CelExtensions.comprehensions())
          .addFunctionBindings(bindings())
          .build();

  private RuleLanguage() {}

  /// @throws CelValidationException when the expression is none
  static CelRuntime.Program compile(String expression)
      throws CelValidationException, CelEvaluationException {
    return RUNTIME.createProgram(COMPILER.compile(expression).getAst());
  }

  private static List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> found = new ArrayList<>();
    for (String test : List.of("isIP", "isCIDR", "isURL")) {
      found.add(
          CelFunctionDecl.newFunctionDeclaration(
              test, CelOverloadDecl.newGlobalOverload(test, SimpleType.BOOL, SimpleType.STRING)));
    }
    for (String format : formats()) {
      found.add(
          CelFunctionDecl.newFunctionDeclaration(
              "format." + format,
              CelOverloadDecl.newGlobalOverload("format_" + format, SimpleType.STRING)));
    }
    found.add(
        CelFunctionDecl.newFunctionDeclaration(
            "validate",
            CelOverloadDecl.newMemberOverload(
                "format_validate",
                OptionalType.create(TEXTS),
                SimpleType.STRING,
                SimpleType.STRING)));
    found.add(
        CelFunctionDecl.newFunctionDeclaration(
            "find",
            CelOverloadDecl.newMemberOverload(
                "text_find", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)));
    found.add(
        CelFunctionDecl.newFunctionDeclaration(
            "findAll",
            CelOverloadDecl.newMemberOverload(
                "text_find_all", TEXTS, SimpleType.STRING, SimpleType.STRING)));
    return found;
  }

  private static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> found = new ArrayList<>();
    found.addAll(
        CelFunctionBinding.fromOverloads(
            "isIP", CelFunctionBinding.from("isIP", String.class, Addresses::isAddress)));
    found.addAll(
        CelFunctionBinding.fromOverloads(
            "isCIDR", CelFunctionBinding.from("isCIDR", String.class, Addresses::isCidr)));
    found.addAll(
        CelFunctionBinding.fromOverloads(
            "isURL", CelFunctionBinding.from("isURL", String.class, RuleLanguage::isUrl)));
    for (String format : formats()) {
      found.addAll(
          CelFunctionBinding.fromOverloads(
              "format." + format,
              CelFunctionBinding.from("format_" + format, List.of(), _ -> format)));
    }
    found.addAll(
        CelFunctionBinding.fromOverloads(
            "validate",
            CelFunctionBinding.from(
                "format_validate", String.class, String.class, RuleLanguage::faults)));
    found.addAll(
        CelFunctionBinding.fromOverloads(
            "find",
            CelFunctionBinding.from(
                "text_find",
                String.class,
                String.class,
                (text, pattern) -> findAll(text, pattern, 1).stream().findFirst().orElse(""))));
    found.addAll(
        CelFunctionBinding.fromOverloads(
            "findAll",
            CelFunctionBinding.from(
                "text_find_all",
                String.class,
                String.class,
                (text, pattern) -> findAll(text, pattern, Integer.MAX_VALUE))));
    return found;
  }

  private static boolean isUrl(String text) {
    return Formats.isUri(text) && (text.contains("://") || text.startsWith("/"));
  }

  private static List<String> formats() {
    return List.of(
        "dns1123Label",
        "dns1123Subdomain",
        "dns1035Label",
        "qualifiedName",
        "labelValue",
        "uri",
        "uuid",
        "byte",
        "date",
        "datetime");
  }

  /// What is wrong with a text as a format; empty when nothing is.
  private static Optional<List<String>> faults(String format, String text) {
    boolean isValid =
        switch (format) {
          case "dns1035Label" -> text.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
          case "labelValue" -> text.matches("(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?");
          case "qualifiedName" ->
              text.matches("([a-z0-9.-]{1,253}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]");
          default -> Formats.isValid(format, text);
        };
    return isValid ? Optional.empty() : Optional.of(List.of("must be a valid " + format));
  }

  private static List<String> findAll(String text, String pattern, int max) {
    List<String> found = new ArrayList<>();
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      while (found.size() < max && matcher.find()) {
        found.add(matcher.group());
      }
    } catch (PatternSyntaxException refused) {
      throw new IllegalArgumentException(refused);
    }
    return found;
  }
}
