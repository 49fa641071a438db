namespace ChatOrleans.Gateway.Http;

/// <summary>Codes of problem documents that only HTTP has; the others are the contract's refusals.</summary>
internal static class ProblemCode
{
    /// <summary>No such path (404).</summary>
    public const string NotFound = "not_found";

    /// <summary>The path knows other methods (405).</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>A page of another origin, which is not on the list (403).</summary>
    public const string OriginNotAllowed = "origin_not_allowed";

    /// <summary>A host's key that does not let its holder do this (403).</summary>
    public const string InsufficientScope = "insufficient_scope";

    /// <summary>A fault of the server (500); its insides are in the server's log only.</summary>
    public const string Internal = "internal";
}
