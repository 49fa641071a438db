namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>Whether the other member of a thread is still there.</summary>
[GenerateSerializer, Alias("chat.PeerState")]
public enum PeerState
{
    /// <summary>As usual; absent on the wire.</summary>
    Present = 0,

    /// <summary>Deactivated or suspended, which is not told apart: they may come back.</summary>
    Deactivated = 1,

    /// <summary>Erased, for ever.</summary>
    Erased = 2,
}
