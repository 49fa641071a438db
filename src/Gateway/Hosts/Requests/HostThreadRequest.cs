using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Hosts.Requests;

/// <summary>A thread to open for two users.</summary>
internal sealed record HostThreadRequest
{
    /// <summary>The two, each a handle or a user id. The thread is opened in the first one's name.</summary>
    [Required]
    public Field<string[]> Members { get; init; }

    /// <summary>Null when it can be taken.</summary>
    public Refusal? Validate() =>
        Members.Value is [var first, var second] && !Members.IsMalformed
            ? Addressee.Validate("members", Field<string>.Of(first)) ?? Addressee.Validate("members", Field<string>.Of(second))
            : Refusal.InvalidArgument("members", "members are two handles or user ids.");
}
