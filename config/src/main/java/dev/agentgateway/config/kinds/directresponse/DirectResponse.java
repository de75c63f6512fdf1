package dev.agentgateway.config.kinds.directresponse;

import dev.agentgateway.schema.Inline;
import dev.agentgateway.schema.Members;
import dev.agentgateway.schema.MembersOf;

/// An answer that an HTTPRoute's filter of type ExtensionRef gives.
///
/// @param members `spec`, whose fields are those of the policy of that name
public record DirectResponse(@Inline @MembersOf("DirectResponse") Members members) {}
