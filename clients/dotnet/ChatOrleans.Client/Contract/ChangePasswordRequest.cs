namespace ChatOrleans.Client.Contract;

/// <summary>Changes the caller's password.</summary>
internal sealed record ChangePasswordRequest
{
    /// <summary>The one until now.</summary>
    public required string CurrentPassword { get; init; }

    /// <summary>8 to 256 characters.</summary>
    public required string NewPassword { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(ChangePasswordRequest);
}
