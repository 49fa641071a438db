namespace ChatOrleans.Client.Contract;

/// <summary>Begins a session.</summary>
public sealed record LoginRequest
{
    /// <summary>Compared without case.</summary>
    public required string Handle { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>1 to 64 characters, shown in the list of sessions.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Whether the owner of a deactivated account comes back.</summary>
    public bool? Reactivate { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(LoginRequest);
}
