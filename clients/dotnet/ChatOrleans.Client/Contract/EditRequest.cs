namespace ChatOrleans.Client.Contract;

/// <summary>Gives a message another text over HTTP.</summary>
internal sealed record EditRequest
{
    /// <summary>The sender's id of the edit.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>The text from now on.</summary>
    public required string Text { get; init; }
}
