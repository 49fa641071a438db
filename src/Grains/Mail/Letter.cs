namespace ChatOrleans.Grains.Mail;

/// <summary>A mail to send now. It holds an address and a secret: it is never logged.</summary>
internal sealed record Letter
{
    /// <summary>The mail's id, the same at each attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The address.</summary>
    public required string To { get; init; }

    /// <summary>The account's handle.</summary>
    public required string Handle { get; init; }

    /// <summary>The account's name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>With <see cref="MailKind.Reset"/>: the token.</summary>
    public string? Token { get; init; }

    /// <summary>With <see cref="MailKind.Reset"/>: when the token is void.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Hides address and token: the record's own text would hold them.</summary>
    public override string ToString() => $"{nameof(Letter)} {Id}";
}
