using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>WatchPresence</c>.</summary>
internal sealed record WatchPresenceRequest
{
    /// <summary>At most 100 user ids; replaces the last list.</summary>
    [Required]
    public Field<string[]> UserIds { get; init; }

    /// <summary>People whom one connection may list.</summary>
    public const int MaxUsers = 100;

    public static bool TryRead(
        WatchPresenceRequest? request, out ImmutableArray<UserId> userIds, [NotNullWhen(false)] out Refusal? refusal)
    {
        userIds = [];
        refusal = request is null ? Fields.NoArgument
            : request.UserIds.Value is not { Length: <= MaxUsers } ? Refusal.InvalidArgument("userIds", "userIds is at most 100 user ids.")
            : null;
        if (refusal is not null)
        {
            return false;
        }

        var known = new HashSet<UserId>();
        foreach (var text in request!.UserIds.Value!)
        {
            // What is no id is nobody one shares a thread with: left out.
            if (UserId.TryParse(text, out var userId))
            {
                known.Add(userId);
            }
        }

        userIds = [.. known];
        return true;
    }
}
