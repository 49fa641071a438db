namespace ChatOrleans.LoadTest.Server;

/// <summary>Where nothing is known of the server.</summary>
internal sealed class NoServerWatch : IServerWatch
{
    public void Start()
    {
    }

    public ServerSeries Stop() => new() { Points = [] };

    public void Dispose()
    {
    }
}
