using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>What endpoints are told, by its name on the wire.</summary>
internal static class WebhookEvents
{
    /// <summary>Somebody has reported somebody; of no thread's log.</summary>
    public const string Reported = "user.reported";

    /// <summary>All names.</summary>
    public static readonly IReadOnlyList<string> All =
        ["thread.opened", "thread.closed", "message.stored", "message.edited", "message.deleted", Reported];

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
