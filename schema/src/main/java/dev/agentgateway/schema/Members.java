package dev.agentgateway.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/// The part of a resource whose fields are members of a family: each field's settings by its name.
///
/// A record component of this type carries [MembersOf]; which fields it takes, a [MemberTable]
/// says.
public record Members(Map<String, Record> byField) {

  public static final Members NONE = new Members(Map.of());

  public Members {
    byField = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byField));
  }
}
