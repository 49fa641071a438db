namespace ChatOrleans.Client.Contract;

/// <summary>Who was found.</summary>
internal sealed record PeopleAnswer
{
    /// <summary>The exact handle first, then by handle, then by name.</summary>
    public required IReadOnlyList<Person> Users { get; init; }
}
