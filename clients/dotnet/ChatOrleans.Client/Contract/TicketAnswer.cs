namespace ChatOrleans.Client.Contract;

/// <summary>Opens one connection.</summary>
internal sealed record TicketAnswer
{
    /// <summary>Works once.</summary>
    public required string Ticket { get; init; }

    /// <summary>60 s later.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(TicketAnswer);
}
