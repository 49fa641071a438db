using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Mail;

/// <summary>A mail whose turn it is. It holds an address: it is never logged.</summary>
internal sealed record DueMail
{
    /// <summary>The mail.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>Whose account it is about.</summary>
    public required UserId UserId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The attempts, this one included.</summary>
    public required int Tries { get; init; }

    /// <summary>The account's handle.</summary>
    public required string Handle { get; init; }

    /// <summary>The account's name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The address; none when the account has none any more.</summary>
    public required string? To { get; init; }

    /// <summary>Hides the address: the record's own text would hold it.</summary>
    public override string ToString() => $"{nameof(DueMail)} {Id}";
}
