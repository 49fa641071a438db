using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The replacement of a password by its owner.</summary>
[GenerateSerializer, Immutable, Alias("chat.PasswordChange")]
public sealed record PasswordChange
{
    /// <summary>The owner.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The session that goes on.</summary>
    [Id(1)] public required Guid KeptSession { get; init; }

    /// <summary>The hash that the current password was checked against.</summary>
    [Id(2)] public required string VerifiedHash { get; init; }

    /// <summary>The salted hash of the new one, with its parameters.</summary>
    [Id(3)] public required string NewHash { get; init; }

    /// <summary>Hides the hashes: the record's own text would hold them.</summary>
    public override string ToString() => $"{nameof(PasswordChange)} {UserId}";
}
