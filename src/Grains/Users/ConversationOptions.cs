namespace ChatOrleans.Grains.Users;

/// <summary>Section <c>Chat</c>: what holds for conversations.</summary>
public sealed class ConversationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat";

    /// <summary>Active threads a user may have at once, 0 to 100,000; 0 means no limit.</summary>
    public int MaxActiveThreads { get; set; } = 1;

    /// <summary>
    /// How long a member waits before opening again what the other one has closed, at most <see cref="MaxReopenCooldown"/>;
    /// 0 means not at all.
    /// </summary>
    public TimeSpan ReopenCooldown { get; set; }

    /// <summary>Reports a user may make within an hour, 1 to 10,000.</summary>
    public int ReportsPerHour { get; set; } = 20;

    /// <summary>The longest <see cref="ReopenCooldown"/>.</summary>
    internal static TimeSpan MaxReopenCooldown { get; } = TimeSpan.FromDays(7);
}
