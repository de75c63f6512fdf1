package dev.agentgateway.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;

/// Finds fields of known variables that do not exist: `request.header` never matches anything, and
/// in a rule that denies, that would go unnoticed.
final class Fields {

  private Fields() {}

  static void check(CelAbstractSyntaxTree tree) {
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .forEach(node -> check(tree, node));
  }

  private static void check(CelAbstractSyntaxTree tree, CelExpr node) {
    if (node.getKind() == Kind.SELECT) {
      check(tree, node.select().operand(), node.select().field());
    } else if (node.getKind() == Kind.CALL
        && node.call().function().equals("_[_]")
        && node.call().args().size() == 2
        && node.call().args().get(1).getKind() == Kind.CONSTANT
        && node.call().args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      check(
          tree, node.call().args().getFirst(), node.call().args().get(1).constant().stringValue());
    }
  }

  private static void check(CelAbstractSyntaxTree tree, CelExpr of, String field) {
    if (of.getKind() != Kind.IDENT) {
      return;
    }
    Variable variable = Variable.named(of.ident().name());
    if (variable == null || variable.fields().isEmpty() || variable.fields().contains(field)) {
      return;
    }
    throw Language.refused(
        "%s.%s is not known here (expected: one of %s)"
            .formatted(variable.written(), field, String.join(", ", variable.fields())),
        place(tree, of));
  }

  private static CelSourceLocation place(CelAbstractSyntaxTree tree, CelExpr node) {
    Integer offset = tree.getSource().getPositionsMap().get(node.id());
    return offset == null
        ? CelSourceLocation.NONE
        : tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
  }
}
