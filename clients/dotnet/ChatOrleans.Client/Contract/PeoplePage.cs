namespace ChatOrleans.Client.Contract;

/// <summary>Who was found.</summary>
internal sealed record PeoplePage
{
    /// <summary>The exact handle first, then by handle, then by name.</summary>
    public required IReadOnlyList<Profile> Users { get; init; }
}
