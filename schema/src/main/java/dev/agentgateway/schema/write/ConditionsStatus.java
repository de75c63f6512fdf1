package dev.agentgateway.schema.write;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.Unique;
import java.util.List;

/// What became of a resource.
///
/// @param conditions what is true of it
public record ConditionsStatus(@Limits(max = 8) @Unique("type") List<Condition> conditions) {}
