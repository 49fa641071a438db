using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Proxy;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Drivers;

/// <summary>One device of one person, in a driver process.</summary>
internal sealed class Device(string name, Person person, DeviceLine line) : IAsyncDisposable
{
    /// <summary>How long a client may take for what it does; passing it is a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _id = $"{name}-{Guid.NewGuid():N}";
    private DriverProcess? _driver;

    public string Name => name;

    public Person Person => person;

    public DeviceLine Line => line;

    /// <summary>A driver process of its own, with what it keeps on the disk: it can be killed and come back.</summary>
    public DirectoryInfo? Folder { get; init; }

    /// <summary>Whether one process with one session has been there all the time, so that its application was told everything.</summary>
    public bool WasThroughout { get; set; }

    /// <summary>What its driver wrote on standard error.</summary>
    public string Errors => _driver?.Errors ?? "";

    /// <summary>Begins in a driver process.</summary>
    public async Task StartAsync(DriverProcess process)
    {
        _driver = process;
        await CallAsync("create", new { server = line.Address.ToString(), folder = Folder?.FullName });
    }

    /// <summary>Has it do something.</summary>
    public Task<JsonNode?> CallAsync(string verb, object? arguments = null) =>
        (_driver ?? throw new ExpectationException($"{name} is not running.")).CallAsync(_id, verb, arguments, Patience);

    public async Task<DeviceSnapshot> SnapshotAsync() =>
        (await CallAsync("snapshot")).Deserialize<DeviceSnapshot>(Wire.Json) ?? throw new ExpectationException($"{name} shows nothing.");

    /// <summary>Kills its process.</summary>
    public async Task KillAsync()
    {
        if (_driver is { } process && Folder is not null)
        {
            _driver = null;
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Folder is not null)
        {
            await KillAsync();
            Folder.Delete(recursive: true);
        }
        else if (_driver is not null)
        {
            await CallAsync("dispose");
        }
    }
}
