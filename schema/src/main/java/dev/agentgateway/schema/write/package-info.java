/// What is written from records: CRDs, JSON Schemas for editors, reference pages.
@NullMarked
package dev.agentgateway.schema.write;

import org.jspecify.annotations.NullMarked;
