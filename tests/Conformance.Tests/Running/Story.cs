using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Proxy;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>A scenario while it runs, with one client.</summary>
internal sealed class Story(Scenario scenario, ClientKind client, ChatApi api, IReadOnlyList<Device> devices)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public Scenario Scenario => scenario;

    public ClientKind Client => client;

    /// <summary>The server itself, past the proxy.</summary>
    public ChatApi Api => api;

    public IReadOnlyList<Device> Devices => devices;

    public Ledger Ledger { get; } = new();

    /// <summary>The thread of the two; null until it is opened.</summary>
    public string? ThreadId { get; set; }

    /// <summary>Uploads by their names.</summary>
    public ConcurrentDictionary<string, JsonNode> Uploads { get; } = new();

    /// <summary>Faults by their names.</summary>
    public ConcurrentDictionary<string, Fault> Faults { get; } = new();

    /// <summary>What steps have begun that nobody has waited for.</summary>
    public ConcurrentBag<Task> Background { get; } = [];

    public string Thread => ThreadId ?? throw new ExpectationException("There is no thread yet.");

    public Device Device(string? name) =>
        devices.FirstOrDefault(device => device.Name == name) ?? throw new ExpectationException($"There is no device '{name}'.");

    /// <summary>The other person of a device's thread.</summary>
    public Person PeerOf(Device device) => devices.First(other => other.Person != device.Person).Person;

    /// <summary>
    /// Has a device do something, and again where the network or the server's load was in the way, as a person would. Only
    /// with <paramref name="refused"/> such a refusal is what is asked for.
    /// </summary>
    public static async Task<JsonNode?> CallAsync(Device device, string verb, object? arguments, string? refused = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await device.CallAsync(verb, arguments);
            }
            catch (DriverRefusalException refusal) when (
                refusal.IsTransient && refusal.Code != refused && TimeProvider.System.GetElapsedTime(began) < Drivers.Device.Patience)
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Looks at a device until there is nothing missing any more.</summary>
    /// <param name="device">The device.</param>
    /// <param name="missing">What is missing, in words; null for nothing.</param>
    public static async Task<DeviceSnapshot> UntilAsync(Device device, Func<DeviceSnapshot, ValueTask<string?>> missing)
    {
        var began = TimeProvider.System.GetTimestamp();
        var look = FirstLook;
        while (true)
        {
            var snapshot = await device.SnapshotAsync();
            var lack = await missing(snapshot);
            if (lack is null)
            {
                return snapshot;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Drivers.Device.Patience)
            {
                throw new ExpectationException($"{device.Name}: {lack}");
            }

            await Task.Delay(look);
            look = look * 1.5 < LongestLook ? look * 1.5 : LongestLook;
        }
    }

    /// <summary>The seq that a device shows for a message.</summary>
    public async Task<long> SeqAsync(Device device, string text)
    {
        var message = Ledger[text];
        long? seq = null;
        await UntilAsync(device, snapshot =>
        {
            seq = Shown(snapshot, message)?.Seq;
            return new(seq is null ? $"'{text}' is not shown as stored" : null);
        });
        return seq!.Value;
    }

    /// <summary>A message as a device shows it.</summary>
    public MessageSnapshot? Shown(DeviceSnapshot snapshot, SentMessage message) => ThreadOf(snapshot)?.Messages
        .FirstOrDefault(shown => shown.ClientMessageId == message.Id && shown.SenderId == message.Person.Account.UserId);

    /// <summary>The thread as a device shows it.</summary>
    public ThreadSnapshot? ThreadOf(DeviceSnapshot snapshot) => snapshot.Threads.FirstOrDefault(thread => thread.ThreadId == ThreadId);
}
