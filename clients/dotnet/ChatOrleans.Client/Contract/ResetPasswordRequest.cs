namespace ChatOrleans.Client.Contract;

/// <summary>Chooses a new password.</summary>
internal sealed record ResetPasswordRequest
{
    /// <summary>The mail's.</summary>
    public required string Token { get; init; }

    /// <summary>8 to 256 characters.</summary>
    public required string NewPassword { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(ResetPasswordRequest);
}
