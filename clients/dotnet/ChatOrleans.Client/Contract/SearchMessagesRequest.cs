namespace ChatOrleans.Client.Contract;

/// <summary>Searches the caller's messages.</summary>
internal sealed record SearchMessagesRequest
{
    /// <summary>1 to 256 characters: words, <c>"a phrase"</c>, <c>or</c>, and <c>-</c> before what must not be there.</summary>
    public required string Query { get; init; }

    /// <summary>This thread alone.</summary>
    public string? ThreadId { get; init; }

    /// <summary>1 to 50, 20 by default.</summary>
    public int? Limit { get; init; }

    /// <summary>The last page's <see cref="SearchPage.NextCursor"/>.</summary>
    public string? Cursor { get; init; }
}
