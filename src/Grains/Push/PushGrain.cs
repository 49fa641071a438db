using ChatOrleans.Grains.Abstractions.Push;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Push;

/// <summary>Devices' subscriptions.</summary>
[StatelessWorker, Reentrant] // Without state of its own.
internal sealed class PushGrain(
    SubscriptionStore subscriptions, WebPushSender sender, EndpointPolicy endpoints, ILogger<PushGrain> logger) : Grain, IPushGrain
{
    public Task<Result<PushKey>> GetKeyAsync() => Task.FromResult<Result<PushKey>>(
        sender.PublicKey is { } key ? new PushKey { PublicKey = key } : Refusal.PushDisabled());

    public Task<Result<Nothing>> SubscribeAsync(UserId caller, Guid sessionId, PushSubscription subscription) =>
        OutageGuard.RunAsync<Nothing>(logger, async () =>
        {
            if (sender.PublicKey is null)
            {
                return Refusal.PushDisabled();
            }

            if (!endpoints.Allows(subscription.Endpoint))
            {
                return Refusal.InvalidArgument("endpoint", "endpoint is not the address of a push service that is let in.");
            }

            return await subscriptions.PutAsync(caller, sessionId, subscription)
                ? Nothing.Value
                : new Refusal { Code = RefusalCode.Unauthenticated, Message = "The session has ended." };
        });

    public Task<Result<Nothing>> UnsubscribeAsync(UserId caller, Guid sessionId) =>
        OutageGuard.RunAsync<Nothing>(logger, async () =>
        {
            await subscriptions.RemoveAsync(caller, sessionId);
            return Nothing.Value;
        });
}
