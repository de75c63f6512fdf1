package dev.agentgateway.apiserver.kinds;

import dev.agentgateway.apiserver.openapi.Schema;
import java.util.List;

/// One version of a kind as it is served.
///
/// @param schema of the whole object, with `metadata`
/// @param hasStatus whether status is written through its own subresource
/// @param hasScale whether the subresource scale is listed
/// @param columns of its table past the name
public record Served(
    String version, Schema schema, boolean hasStatus, boolean hasScale, List<Column> columns) {

  public Served {
    columns = List.copyOf(columns);
  }
}
