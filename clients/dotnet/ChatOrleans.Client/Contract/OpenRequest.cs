namespace ChatOrleans.Client.Contract;

/// <summary>Opens a thread over HTTP.</summary>
internal sealed record OpenRequest
{
    /// <summary>A handle or a user id.</summary>
    public required string With { get; init; }
}
