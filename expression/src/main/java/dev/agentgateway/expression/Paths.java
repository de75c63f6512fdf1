package dev.agentgateway.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import java.util.List;

/// Makes `request.headers['x-team']` a path, `request.headers.x-team`, which means the same.
///
/// The runtime asks for a path as a whole first, so that [Facts] answers with that one header. A
/// map that it is given it walks through from end to end, each time.
final class Paths {

  private Paths() {}

  static CelAbstractSyntaxTree of(CelAbstractSyntaxTree tree) {
    CelMutableAst copy = CelMutableAst.fromCelAst(tree);
    List<CelMutableExpr> nodes =
        CelNavigableMutableAst.fromAst(copy)
            .getRoot()
            .allNodes()
            .map(CelNavigableMutableExpr::expr)
            .toList();
    nodes.forEach(Paths::straighten);
    return copy.toParsedAst();
  }

  private static void straighten(CelMutableExpr node) {
    if (node.getKind() == Kind.SELECT && node.select().testOnly()) {
      CelMutableExpr map = node.select().operand();
      if (isHeaders(map) || isVariable(map)) {
        CelMutableExpr field =
            CelMutableExpr.ofConstant(map.id(), CelConstant.ofValue(node.select().field()));
        node.setCall(CelMutableCall.create("@in", field, map));
      }
    } else if (node.getKind() == Kind.CALL
        && node.call().function().equals("_[_]")
        && node.call().args().size() == 2) {
      CelMutableExpr map = node.call().args().getFirst();
      CelMutableExpr key = node.call().args().get(1);
      if (isHeaders(map)
          && key.getKind() == Kind.CONSTANT
          && key.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        node.setSelect(CelMutableSelect.create(map, key.constant().stringValue()));
      }
    }
  }

  private static boolean isHeaders(CelMutableExpr node) {
    return node.getKind() == Kind.SELECT
        && !node.select().testOnly()
        && node.select().field().equals("headers")
        && isVariable(node.select().operand());
  }

  private static boolean isVariable(CelMutableExpr node) {
    return node.getKind() == Kind.IDENT && Variable.named(node.ident().name()) != null;
  }
}
