using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// Which threads may hold a user, without I/O: at most <paramref name="limit"/> (0: any number), pending ones counted.
/// Each method changes the list and says whether it has to be stored.
/// </summary>
internal sealed class ClaimRules(List<Claim> claims, int limit)
{
    /// <summary>Takes or renames a pending claim. <paramref name="other"/> is what stands in the way, or is to be closed.</summary>
    public bool TryClaim(ThreadId threadId, Guid attemptId, bool alongside, DateTimeOffset now, out Claim? other)
    {
        other = null;
        var others = claims.Where(claim => claim.ThreadId != threadId).ToList();
        if (limit > 0 && others.Count >= limit)
        {
            // A pending claim is named first: it may go away by itself.
            other = others.Find(claim => !claim.Confirmed) ?? others[0];
            if (!alongside || !other.Confirmed || others.Count > limit)
            {
                return false;
            }
        }

        claims.RemoveAll(claim => claim.ThreadId == threadId);
        claims.Add(new Claim { ThreadId = threadId, AttemptId = attemptId, Confirmed = false, At = now });
        return true;
    }

    /// <summary>Confirms a claim, or takes it where it was lost and there is room. False when there is none.</summary>
    public bool TryConfirm(ThreadId threadId, Guid attemptId, DateTimeOffset now, out bool changed)
    {
        var own = claims.FindIndex(claim => claim.ThreadId == threadId && claim.AttemptId == attemptId);
        changed = own < 0 || !claims[own].Confirmed;
        if (!changed)
        {
            return true;
        }

        if (limit > 0 && claims.Count(claim => claim.ThreadId != threadId && claim.Confirmed) >= limit)
        {
            changed = false;
            return false;
        }

        claims.RemoveAll(claim => claim.ThreadId == threadId);
        claims.Add(new Claim { ThreadId = threadId, AttemptId = attemptId, Confirmed = true, At = now });
        return true;
    }

    /// <summary>Frees the claim of this attempt, and of no other.</summary>
    public bool Release(ThreadId threadId, Guid attemptId) =>
        claims.RemoveAll(claim => claim.ThreadId == threadId && claim.AttemptId == attemptId) > 0;
}
