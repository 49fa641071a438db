namespace ChatOrleans.LoadTest;

/// <summary>The server's limits protect it from what this program does, so it has to be exempt from them.</summary>
internal static class ServerLimits
{
    /// <summary>What to tell the person at the console.</summary>
    public const string Advice =
        "Start the server so that no limit applies to this program's address:\n"
        + "  Chat__Limits__ExemptNetworks__0=127.0.0.0/8 ./run";
}
