namespace ChatOrleans.Client.Contract;

/// <summary>Begins a session by a host application's word.</summary>
public sealed record HostLoginRequest
{
    /// <summary>What the host has signed.</summary>
    public required string Token { get; init; }

    /// <summary>1 to 64 characters, shown in the list of sessions.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(HostLoginRequest);
}
