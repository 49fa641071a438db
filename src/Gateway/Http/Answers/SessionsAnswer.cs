using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;

namespace ChatOrleans.Gateway.Http.Answers;

/// <summary>The caller's sessions.</summary>
internal sealed record SessionsAnswer
{
    /// <summary>The sessions, the last used first; the latest 200.</summary>
    public required ImmutableArray<SessionAnswer> Sessions { get; init; }

    public static SessionsAnswer Of(SessionPage page, Guid current) =>
        new() { Sessions = [.. page.Sessions.Select(session => SessionAnswer.Of(session, current))] };
}
