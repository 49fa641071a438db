using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A device's subscription to Web Push, as a browser's <c>PushSubscription</c> writes itself.</summary>
internal sealed record PushRequest
{
    /// <summary>Where its push service takes messages for it.</summary>
    [Required]
    public Field<string> Endpoint { get; init; }

    /// <summary>What messages are encrypted for, in base64url.</summary>
    [Required]
    public Field<PushKeys> Keys { get; init; }

    /// <summary>When the subscription ends, in milliseconds since 1970; absent where it does not.</summary>
    public Field<long> ExpirationTime { get; init; }
}
