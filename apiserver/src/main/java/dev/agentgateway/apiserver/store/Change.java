package dev.agentgateway.apiserver.store;

import org.jspecify.annotations.Nullable;

/// One step in the life of an object.
///
/// @param before null when it is new
/// @param after null when it is gone
/// @param last the object as the step left it; of a deletion, its last state with the revision of
///   the deletion
public record Change(long revision, @Nullable Stored before, @Nullable Stored after, Stored last) {}
