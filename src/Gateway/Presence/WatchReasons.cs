namespace ChatOrleans.Gateway.Presence;

/// <summary>Why a connection watches somebody.</summary>
[Flags]
internal enum WatchReasons
{
    None = 0,

    /// <summary>The client asked for it.</summary>
    Listed = 1,

    /// <summary>The user is the peer of an active thread.</summary>
    Peer = 2,
}
