package planted.policies.second;

/// A member.
public record Second() {}
