namespace ChatOrleans.Client;

/// <summary>How far a message has come.</summary>
public enum MessageState
{
    /// <summary>Kept on this device, not on its way yet: offline, or an earlier message of the thread is not stored.</summary>
    Waiting,

    /// <summary>On its way.</summary>
    Sending,

    /// <summary>Stored by the server, for good.</summary>
    Sent,

    /// <summary>Refused; <see cref="ChatMessage.Error"/> says why. Retry or discard it.</summary>
    Failed,
}
