namespace ChatOrleans.Client;

/// <summary>Where the connection is.</summary>
public enum ConnectionState
{
    /// <summary>There is no session.</summary>
    SignedOut,

    /// <summary>There is a session, and nobody has called <see cref="ChatClient.ConnectAsync"/>.</summary>
    Offline,

    /// <summary>On the way to the server.</summary>
    Connecting,

    /// <summary>Connected, catching up.</summary>
    Syncing,

    /// <summary>Everything up to now is here.</summary>
    Online,

    /// <summary>The connection is lost; the next attempt is at <see cref="ChatClient.RetryAt"/>.</summary>
    Waiting,
}
