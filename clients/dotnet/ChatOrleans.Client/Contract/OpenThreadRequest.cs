namespace ChatOrleans.Client.Contract;

/// <summary>Opens the thread with somebody.</summary>
internal sealed record OpenThreadRequest
{
    /// <summary>A handle or a user id.</summary>
    public required string With { get; init; }

    /// <summary>Whether the caller's current thread is closed for it.</summary>
    public bool? CloseCurrent { get; init; }
}
