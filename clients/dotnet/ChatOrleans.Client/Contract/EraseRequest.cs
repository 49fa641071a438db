namespace ChatOrleans.Client.Contract;

/// <summary>Erases the caller, for ever.</summary>
internal sealed record EraseRequest
{
    /// <summary>The caller's.</summary>
    public required string Password { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(EraseRequest);
}
