using System.Collections.Immutable;

namespace ChatOrleans.Grains.Hosts;

/// <summary>A key as an operator sees it.</summary>
/// <param name="KeyId">Its beginning.</param>
/// <param name="Host">The host whose users it names by their own ids.</param>
/// <param name="Name">What the operator called it.</param>
/// <param name="Scopes">What it lets its holder do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it was revoked.</param>
public sealed record HostKeyView(
    string KeyId, string Host, string Name, ImmutableArray<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);
