namespace ChatOrleans.Client.Contract;

/// <summary>Makes an account.</summary>
public sealed record RegisterRequest
{
    /// <summary>3 to 32 of <c>A–Z a–z 0–9 .</c></summary>
    public required string Handle { get; init; }

    /// <summary>8 to 256 characters.</summary>
    public required string Password { get; init; }

    /// <summary>1 to 64 characters; the handle when absent.</summary>
    public string? DisplayName { get; init; }

    /// <summary>For a forgotten password.</summary>
    public string? Email { get; init; }

    /// <summary>1 to 64 characters, shown in the list of sessions.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(RegisterRequest);
}
