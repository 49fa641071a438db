using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Push;

/// <summary>Devices' subscriptions to push. A stateless worker; use key 0.</summary>
[Alias("chat.IPushGrain")]
public interface IPushGrain : IGrainWithIntegerKey
{
    /// <summary>What browsers subscribe with, or <see cref="RefusalCode.PushDisabled"/>.</summary>
    [Alias("GetKey")]
    Task<Result<PushKey>> GetKeyAsync();

    /// <summary>
    /// Makes this the subscription of the session's device, instead of any other; again it changes nothing. An endpoint
    /// belongs to the session that has named it last. A session that has ended is
    /// <see cref="RefusalCode.Unauthenticated"/>.
    /// </summary>
    [Alias("Subscribe")]
    Task<Result<Nothing>> SubscribeAsync(UserId caller, Guid sessionId, PushSubscription subscription);

    /// <summary>Takes the subscription of the session's device away, if it has one.</summary>
    [Alias("Unsubscribe")]
    Task<Result<Nothing>> UnsubscribeAsync(UserId caller, Guid sessionId);
}
