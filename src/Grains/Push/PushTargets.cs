using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>Whom this installation tells: devices by Web Push, host applications' endpoints by webhook.</summary>
internal sealed class PushTargets(IOptions<NotificationOptions> options, IOptions<WebhookOptions> webhooks)
{
    /// <summary>The endpoints that ask for pushes, by the id that their progress is kept under.</summary>
    public FrozenDictionary<Guid, WebhookEndpoint> Endpoints { get; } = webhooks.Value.Endpoints
        .Select(endpoint => new WebhookEndpoint(endpoint.Key, endpoint.Value))
        .Where(endpoint => endpoint.Wants(WebhookEvents.Push))
        .ToFrozenDictionary(endpoint => IdOf(endpoint.Name));

    /// <summary>Whether devices are told.</summary>
    public bool Devices { get; } = options.Value.PrivateKey is not null;

    /// <summary>Whether anybody is.</summary>
    public bool Any => Devices || Endpoints.Count > 0;

    /// <summary>The id of an endpoint's name, the same in every silo.</summary>
    public static Guid IdOf(string name) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"push:{name}")).AsSpan(0, 16), bigEndian: true);
}
