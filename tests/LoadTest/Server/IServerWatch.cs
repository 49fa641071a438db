namespace ChatOrleans.LoadTest.Server;

/// <summary>Looks each second at what the server does while it is loaded.</summary>
internal interface IServerWatch : IDisposable
{
    /// <summary>Begins to look.</summary>
    void Start();

    /// <summary>Ends it and gives what was seen.</summary>
    ServerSeries Stop();
}
