package dev.agentgateway.schema;

import java.util.List;
import java.util.Map;

/// What the families of a program's resources hold, gathered from the tables of the families.
///
/// @param families family → field → the record of its settings
/// @param planned family → fields that the contract knows and the program does not act on yet
public record MemberTable(
    Map<String, Map<String, Class<? extends Record>>> families, Map<String, List<String>> planned) {

  public static final MemberTable NONE = new MemberTable(Map.of(), Map.of());

  public MemberTable {
    families = Map.copyOf(families);
    planned = Map.copyOf(planned);
  }
}
