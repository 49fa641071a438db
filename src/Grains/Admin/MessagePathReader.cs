using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Admin;

/// <summary>Finds out what became of a message: the log and the watermarks say it, nothing is kept for it.</summary>
internal sealed class MessagePathReader(MessagePathStore store, ThreadPlaces places, IGrainFactory grains)
{
    /// <summary>What fits; null where there is no such thread.</summary>
    public async Task<ImmutableArray<MessagePath>?> ReadAsync(ThreadId threadId, long? seq, string? clientMessageId)
    {
        if (await store.ReadAsync(threadId, seq, clientMessageId) is not { } found)
        {
            return null;
        }

        var silo = found.Count == 0 ? null : await places.SiloOfAsync(threadId);
        var paths = ImmutableArray.CreateBuilder<MessagePath>(found.Count);
        foreach (var path in found)
        {
            paths.Add(path with
            {
                Silo = silo,
                Recipients = [.. await Task.WhenAll(path.Recipients.Select(ConnectedAsync))],
                Webhooks = await store.ReadWebhooksAsync(path),
            });
        }

        return paths.DrainToImmutable();
    }

    private async Task<MessageRecipient> ConnectedAsync(MessageRecipient recipient)
    {
        var route = await grains.GetGrain<IUserGrain>(recipient.UserId.Value).GetRouteAsync();
        return recipient with { Gateways = route.Gateways.Length };
    }
}
