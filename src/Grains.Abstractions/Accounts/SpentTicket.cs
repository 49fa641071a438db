namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>A one-use ticket at the moment of its use. The gateway has checked its signature and its age.</summary>
[GenerateSerializer, Immutable, Alias("chat.SpentTicket")]
public sealed record SpentTicket
{
    /// <summary>The ticket's random id.</summary>
    [Id(0)] public required Guid TicketId { get; init; }

    /// <summary>The session that asked for it.</summary>
    [Id(1)] public required Guid SessionId { get; init; }

    /// <summary>When the ticket is void anyway, and its use may be forgotten.</summary>
    [Id(2)] public required DateTimeOffset ExpiresAt { get; init; }
}
