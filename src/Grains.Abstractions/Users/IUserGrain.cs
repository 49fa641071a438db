using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>
/// One user, keyed by <see cref="UserId"/>: which threads hold the user, where the user's connections are, the settings.
/// It never waits for a thread. Claims and settings are stored before the answer; presence is leases held in memory.
/// </summary>
[Alias("chat.IUserGrain")]
public interface IUserGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Takes a pending claim for an opening, if the user has room for it. A thread that holds a claim already gets it
    /// renamed to the new attempt. With <paramref name="alongside"/> one confirmed claim of another thread does not
    /// count, since it is about to be closed; the answer names it.
    /// </summary>
    [Alias("Claim")]
    Task<ClaimAnswer> ClaimAsync(ThreadId threadId, Guid attemptId, bool alongside);

    /// <summary>
    /// Confirms a claim after <c>opened</c> is committed; takes it where it was lost meanwhile and the user still has
    /// room. False when another confirmed claim stands in the way.
    /// </summary>
    [Alias("Confirm")]
    Task<bool> ConfirmAsync(ThreadId threadId, Guid attemptId);

    /// <summary>Frees the claim of this attempt; that of another attempt stays.</summary>
    [Alias("Release")]
    Task ReleaseAsync(ThreadId threadId, Guid attemptId);

    /// <summary>The claims, pending ones included.</summary>
    [Alias("GetClaims")]
    Task<ImmutableArray<Claim>> GetClaimsAsync();

    /// <summary>
    /// Where the user's connections are. A thread that wakes waits for it: asked on the way through a silo that is lost at
    /// that moment, it must not keep the thread waiting for longer than the gateways' attempts do.
    /// </summary>
    [Alias("GetRoute"), ResponseTimeout("00:00:02")]
    Task<Route> GetRouteAsync();

    /// <summary>
    /// Takes or renews the lease of a gateway that holds at least one of the user's connections; it ends by itself
    /// after <see cref="DeliveryTimes.Lease"/>. Threads that hold the user are told of a change, one way.
    /// </summary>
    [Alias("Attach")]
    Task<Attachment> AttachAsync(Guid gatewayId);

    /// <summary>Ends the lease of a gateway whose last connection of the user is gone.</summary>
    [Alias("Detach")]
    Task DetachAsync(Guid gatewayId);

    /// <summary>
    /// Sends presence changes to a gateway until <see cref="DeliveryTimes.Lease"/> has passed without renewal. Answers
    /// what is so now: who was shown the same has missed nothing, who was not reads what is stored, since what is new may
    /// not have been told yet. <see cref="PresenceView.LastSeenAt"/> is there only where the grain knows it.
    /// </summary>
    [Alias("Watch")]
    Task<PresenceView?> WatchAsync(Guid gatewayId);

    /// <summary>The stored settings.</summary>
    [Alias("GetSettings")]
    Task<UserSettings> GetSettingsAsync();

    /// <summary>
    /// Stores the settings. Whoever reads presence sees what they allow once this has answered, and those who watch are told.
    /// </summary>
    [Alias("SetSettings")]
    Task<Result<UserSettings>> SetSettingsAsync(UserSettings settings);

    /// <summary>
    /// Somebody may see other things of the user's presence from now on, since one of the two has blocked the other or taken
    /// that back; without <paramref name="viewer"/> everybody may. Those whom it concerns are told what they may see, and
    /// later changes are told to each as they may see them.
    /// </summary>
    [Alias("Veil")]
    Task<Result<Nothing>> VeilAsync(UserId? viewer);
}
