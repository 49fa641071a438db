namespace ChatOrleans.Grains.Push;

/// <summary>How much of a message its notification says.</summary>
public enum NotificationContent
{
    /// <summary>The thread and how many messages are unread.</summary>
    None,

    /// <summary>Also who has written.</summary>
    Sender,

    /// <summary>Also the message's text, or its beginning.</summary>
    Text,
}
