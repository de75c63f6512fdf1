/// Where resources come from: files, folders and streams, read into documents that know their
/// places.
@NullMarked
package dev.agentgateway.config.sources;

import org.jspecify.annotations.NullMarked;
