using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>BlockUser</c>.</summary>
internal sealed record BlockUserRequest
{
    /// <summary>Whom.</summary>
    [Required]
    public Field<string> UserId { get; init; }

    /// <summary>Whether to block them, or to take that back.</summary>
    [Required]
    public Field<bool> Blocked { get; init; }

    public static bool TryRead(
        BlockUserRequest? request, out UserId userId, out bool blocked, [NotNullWhen(false)] out Refusal? refusal)
    {
        userId = default;
        blocked = false;
        refusal = Fields.NoArgument;
        return request is not null &&
            Fields.TryUserId(request.UserId, out userId, out refusal) &&
            Fields.TryTruth(request.Blocked, "blocked", required: true, out blocked, out refusal);
    }
}
