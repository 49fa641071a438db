namespace ChatOrleans.Client.Contract;

/// <summary>Exchanges the refresh token.</summary>
internal sealed record RefreshRequest
{
    /// <summary>The one of the last answer; it is used up.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>Hides the secrets: the record's own text would hold them.</summary>
    public override string ToString() => nameof(RefreshRequest);
}
