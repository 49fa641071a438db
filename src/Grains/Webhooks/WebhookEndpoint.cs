using System.Collections.Immutable;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>An endpoint that is told what happens.</summary>
internal sealed class WebhookEndpoint(string name, WebhookEndpointOptions options)
{
    private readonly ImmutableHashSet<string> _events =
        options.Events.Count == 0 ? [.. WebhookEvents.All] : [.. options.Events];

    /// <summary>The name that its progress is kept under.</summary>
    public string Name => name;

    /// <summary>Where to post.</summary>
    public Uri Url { get; } = new(options.Url!);

    /// <summary>What to sign with.</summary>
    public ImmutableArray<byte[]> Secrets { get; } = [.. options.Secrets.Select(secret => WebhookSecret.Read(secret)!)];

    /// <summary>Whether it wants to be told of anything that happens, not of pushes alone.</summary>
    public bool FollowsEvents => WebhookEvents.All.Any(Wants);

    /// <summary>Whether it wants to be told of this.</summary>
    public bool Wants(string eventName) => _events.Contains(eventName);
}
