using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>A user of a host application, to be found or made. The gateway has checked the forms.</summary>
[GenerateSerializer, Immutable, Alias("chat.HostUser")]
public sealed record HostUser
{
    /// <summary>The longest <see cref="Subject"/>, in UTF-16 code units.</summary>
    public const int MaxSubjectLength = 255;

    /// <summary>The host's name: 1 to 32 of <c>a–z 0–9 -</c>.</summary>
    [Id(0)] public required string Host { get; init; }

    /// <summary>The host's own id of the user, compared exactly.</summary>
    [Id(1)] public required string Subject { get; init; }

    /// <summary>The random id of the account if it has to be made; a repeated call carries the same.</summary>
    [Id(2)] public required UserId UserId { get; init; }

    /// <summary>Handles for the account if it has to be made; the first that nobody has is taken.</summary>
    [Id(3)] public required ImmutableArray<string> Handles { get; init; }

    /// <summary>The name to show if the account has to be made; the handle where it is absent.</summary>
    [Id(4)] public string? DisplayName { get; init; }
}
