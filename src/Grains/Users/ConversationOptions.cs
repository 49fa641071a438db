namespace ChatOrleans.Grains.Users;

/// <summary>Section <c>Chat</c>: what holds for conversations.</summary>
public sealed class ConversationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Chat";

    /// <summary>Active threads a user may have at once, 0 to 100,000; 0 means no limit.</summary>
    public int MaxActiveThreads { get; set; } = 1;
}
