/// Bodies as trees: JSON and YAML read with the keys they hold twice, and written.
@NullMarked
package dev.agentgateway.apiserver.documents;

import org.jspecify.annotations.NullMarked;
