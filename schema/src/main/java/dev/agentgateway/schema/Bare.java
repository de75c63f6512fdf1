package dev.agentgateway.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A record of one component that is written as that component alone.
///
/// Settings of a family's field are records; where the contract has a list or a map there, the
/// record is bare: `record Aliases(Map<String, String> byModel)` is written `{fast: small}`, not
/// `{byModel: {fast: small}}`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Bare {}
