using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The sessions (devices) of an account.</summary>
[GenerateSerializer, Immutable, Alias("chat.SessionPage")]
public sealed record SessionPage
{
    /// <summary>Sessions in an answer, at most.</summary>
    public const int MaxSessions = 200;

    /// <summary>The sessions, the last used first.</summary>
    [Id(0)] public required ImmutableArray<SessionView> Sessions { get; init; }
}
