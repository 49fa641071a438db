using System.Collections.Concurrent;
using ChatOrleans.Conformance.Tests.Scenarios;

namespace ChatOrleans.Conformance.Tests.Drivers;

/// <summary>One driver process of each client for everybody, and one each for the devices that are killed.</summary>
internal sealed class DriverPool : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ClientKind, Lazy<DriverProcess>> _shared = new();

    private DriverPool()
    {
    }

    /// <summary>A pool without a process yet.</summary>
    public static DriverPool Open() => new();

    /// <summary>The process that all devices of a client share which nobody kills.</summary>
    public DriverProcess Shared(ClientKind client) =>
        _shared.GetOrAdd(client, kind => new Lazy<DriverProcess>(() => DriverProcess.Start(kind))).Value;

    /// <summary>A process for one device, which ends it.</summary>
    public static DriverProcess StartOwn(ClientKind client) => DriverProcess.Start(client);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _shared.Values)
        {
            await process.Value.DisposeAsync();
        }
    }
}
