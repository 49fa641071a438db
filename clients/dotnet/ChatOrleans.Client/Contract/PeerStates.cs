namespace ChatOrleans.Client.Contract;

/// <summary>What may have become of a peer.</summary>
public static class PeerStates
{
    /// <summary>Has left and may come back.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Is gone for good.</summary>
    public const string Erased = "erased";
}
