using System.Collections.Frozen;

namespace ChatOrleans.Grains.Users;

/// <summary>Section <c>Chat</c>: what holds for conversations.</summary>
public sealed class ConversationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat";

    /// <summary>The most reactions that can be offered.</summary>
    public const int MaxReactions = 200;

    private static readonly FrozenSet<string> DefaultReactions =
        new[] { "👍", "👎", "❤️", "😂", "😮", "😢", "🙏", "🎉" }.ToFrozenSet(StringComparer.Ordinal);

    private FrozenSet<string>? _offered;

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

    /// <summary>Whether people may delete their messages.</summary>
    public DeletionRule Deletion { get; set; }

    /// <summary>The reactions that are offered, at most <see cref="MaxReactions"/>; none stands for a usual few.</summary>
    public IList<string> Reactions { get; } = [];

    /// <summary>The reactions that can be added.</summary>
    internal FrozenSet<string> OfferedReactions =>
        _offered ??= Reactions.Count == 0 ? DefaultReactions : Reactions.ToFrozenSet(StringComparer.Ordinal);
}
