namespace ChatOrleans.Client.Threads;

/// <summary>What a thread's state lacks.</summary>
internal enum ThreadNeed
{
    Nothing,

    /// <summary>A fresh view, which makes the unread count exact.</summary>
    View,

    /// <summary>Events, which <c>Sync</c> brings.</summary>
    Events,
}
