using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hosts.Answers;

/// <summary>The account of a host's user.</summary>
internal sealed record HostUserAnswer
{
    /// <summary>The host's own id of the user.</summary>
    public required string Id { get; init; }

    /// <summary>The user here.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The handle.</summary>
    public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    public required string DisplayName { get; init; }
}
