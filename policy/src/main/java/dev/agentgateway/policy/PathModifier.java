package dev.agentgateway.policy;

import dev.agentgateway.schema.Limits;
import dev.agentgateway.schema.OneOf;
import dev.agentgateway.schema.Required;
import dev.agentgateway.schema.Rule;
import org.jspecify.annotations.Nullable;

/// Another path, as redirects and rewrites name it.
///
/// @param type which of the two others says what it is
/// @param replaceFullPath the whole path
/// @param replacePrefixMatch what stands where the prefix that matched stood
@Rule(
    value = "self.type != 'ReplaceFullPath' || has(self.replaceFullPath)",
    message = "replaceFullPath is needed when type is ReplaceFullPath")
@Rule(
    value = "self.type == 'ReplaceFullPath' || !has(self.replaceFullPath)",
    message = "replaceFullPath is for the type ReplaceFullPath alone")
@Rule(
    value = "self.type != 'ReplacePrefixMatch' || has(self.replacePrefixMatch)",
    message = "replacePrefixMatch is needed when type is ReplacePrefixMatch")
@Rule(
    value = "self.type == 'ReplacePrefixMatch' || !has(self.replacePrefixMatch)",
    message = "replacePrefixMatch is for the type ReplacePrefixMatch alone")
public record PathModifier(
    @Required @OneOf({"ReplaceFullPath", "ReplacePrefixMatch"}) String type,
    @Limits(max = 1024) @Nullable String replaceFullPath,
    @Limits(max = 1024) @Nullable String replacePrefixMatch) {}
