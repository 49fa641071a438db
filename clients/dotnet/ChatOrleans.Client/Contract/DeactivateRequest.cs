namespace ChatOrleans.Client.Contract;

/// <summary>Deactivates the caller's account.</summary>
internal sealed record DeactivateRequest
{
    /// <summary>The caller's.</summary>
    public required string Password { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(DeactivateRequest);
}
