using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>What endpoints are told, by its name on the wire.</summary>
internal static class WebhookEvents
{
    /// <summary>Somebody has reported somebody; of no thread's log.</summary>
    public const string Reported = "user.reported";

    /// <summary>Somebody who is away is to hear of a message.</summary>
    public const string Push = "push";

    /// <summary>What they were to hear of they have read elsewhere, or it is gone.</summary>
    public const string PushWithdrawn = "push.withdrawn";

    /// <summary>What happens; an endpoint that names nothing is told all of it.</summary>
    public static readonly IReadOnlyList<string> All =
        ["thread.opened", "thread.closed", "message.stored", "message.edited", "message.deleted", Reported];

    /// <summary>What an endpoint is told only where it asks for it by name.</summary>
    public static readonly IReadOnlyList<string> OnRequest = [Push, PushWithdrawn];

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
