namespace ChatOrleans.Gateway.Http.Answers;

/// <summary>A one-use ticket for a connection. A secret: it is never logged.</summary>
internal sealed record TicketAnswer
{
    /// <summary>Goes into the hub's query string as <c>access_token</c>, or into its <c>Authorization</c> header.</summary>
    public required string Ticket { get; init; }

    /// <summary>When it is void.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Hides the ticket: the record's own text would hold it.</summary>
    public override string ToString() => nameof(TicketAnswer);
}
