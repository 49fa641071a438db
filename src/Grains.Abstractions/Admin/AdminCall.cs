using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Who calls, and why. Each call writes it down before it does anything.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminCall")]
public sealed record AdminCall
{
    /// <summary>Random, made by the gateway, so that a repeated call is written down once.</summary>
    [Id(0)] public required Guid AuditId { get; init; }

    /// <summary>The caller, who has to have the role when the call arrives.</summary>
    [Id(1)] public required UserId Actor { get; init; }

    /// <summary>Why; absent where none is asked for.</summary>
    [Id(2)] public string? Reason { get; init; }
}
