namespace ChatOrleans.LoadTest;

/// <summary>The server's limits protect it from what this program does, so they have to be raised for a run.</summary>
internal static class ServerLimits
{
    /// <summary>What to tell the person at the console.</summary>
    public const string Advice =
        "Start the server with its limits raised:\n"
        + "  Chat__Limits__Registration__PerSecond=1000 Chat__Limits__Registration__Burst=100000 "
        + "Chat__Limits__Login__PerSecond=1000 Chat__Limits__Login__Burst=100000 "
        + "Chat__Limits__Sends__PerSecond=100000 Chat__Limits__Sends__Burst=100000";
}
