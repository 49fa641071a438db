namespace ChatOrleans.Client.Contract;

/// <summary>What a browser's <c>PushSubscription</c> says of itself.</summary>
public sealed record PushRequest
{
    /// <summary>An <c>https</c> address.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Its keys.</summary>
    public required PushKeys Keys { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public double? ExpirationTime { get; init; }
}
