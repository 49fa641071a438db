namespace ChatOrleans.Client.Contract;

/// <summary>Pushes were lost.</summary>
internal sealed record ResyncPush
{
    /// <summary>Of this thread; of any where absent.</summary>
    public string? ThreadId { get; init; }
}
