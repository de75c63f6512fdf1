package dev.agentgateway.apiserver.patches;

import dev.agentgateway.apiserver.openapi.Schema;
import dev.agentgateway.schema.patch.Strategy;

/// Strategies as a schema tells them.
public record SchemaStrategy(Schema schema) implements Strategy {

  @Override
  public Strategy field(String name) {
    Schema field = schema.field(name);
    return new SchemaStrategy(field == null ? Schema.ANYTHING : field);
  }

  @Override
  public Strategy items() {
    return new SchemaStrategy(schema.items());
  }

  @Override
  public boolean isMerged() {
    return schema.keyword("x-kubernetes-patch-strategy").asString().contains("merge");
  }

  @Override
  public String mergeKey() {
    return schema.keyword("x-kubernetes-patch-merge-key").asString();
  }
}
