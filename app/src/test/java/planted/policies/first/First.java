package planted.policies.first;

import planted.policies.second.Second;

/// A member that knows another.
public record First(Second second) {}
