namespace ChatOrleans.Client.Contract;

/// <summary>Whether others find the caller by less than the whole handle.</summary>
internal sealed record Findability
{
    /// <summary>Found or not.</summary>
    public required bool Findable { get; init; }
}
