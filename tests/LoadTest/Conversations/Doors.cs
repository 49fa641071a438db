namespace ChatOrleans.LoadTest.Conversations;

/// <summary>The gateways that a person may connect to: whoever comes back comes through another door than the last time.</summary>
/// <param name="servers">The gateways; one is enough.</param>
/// <param name="first">The number of the first door; one beyond the last begins anew.</param>
internal sealed class Doors(IReadOnlyList<Uri> servers, int first)
{
    private int _next = first;

    /// <summary>Where to connect next.</summary>
    public Uri Next() => servers[(int)((uint)_next++ % (uint)servers.Count)];
}
