using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>What endpoints are told, by its name on the wire.</summary>
internal static class WebhookEvents
{
    /// <summary>All names.</summary>
    public static readonly IReadOnlyList<string> All =
        ["thread.opened", "thread.closed", "message.stored", "message.edited", "message.deleted"];

    /// <summary>The name of what a log's event says; null for what nobody is told.</summary>
    public static string? NameOf(EventType type) => type switch
    {
        EventType.Opened => "thread.opened",
        EventType.Closed => "thread.closed",
        EventType.Message => "message.stored",
        EventType.Edited => "message.edited",
        EventType.Deleted => "message.deleted",
        _ => null,
    };
}
