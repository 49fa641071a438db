using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Reflection;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Metrics;

/// <summary>What the gateway measures of itself. Nobody listening costs a comparison; nothing here allocates.</summary>
internal sealed class GatewayMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChatOrleans.Gateway";

    /// <summary>The contract's names of the hub's methods, by the code's.</summary>
    private static readonly FrozenDictionary<string, string> WireNames = typeof(ChatHub).GetMethods()
        .Where(method => method.IsDefined(typeof(HubMethodNameAttribute), inherit: false))
        .ToFrozenDictionary(method => method.Name, method => method.GetCustomAttribute<HubMethodNameAttribute>()!.Name);

    private readonly TimeProvider _time;
    private readonly Histogram<double> _acks;
    private readonly Histogram<double> _calls;
    private readonly Histogram<double> _lag;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _overflows;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _outages;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _givenUp;
    private long _connections;

    public GatewayMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _acks = meter.CreateHistogram(
            "chat.message.ack.duration", "s", "From a SendMessage call's start in the hub to its answer.", advice: Bounds.Latency);
        _calls = meter.CreateHistogram(
            "chat.call.duration", "s", "Of the hub's other calls, by method.", advice: Bounds.Latency);
        _lag = meter.CreateHistogram(
            "chat.delivery.lag",
            "s",
            "From posting an event to handing it to the connections' queues; of each batch the oldest event.",
            advice: Bounds.Latency);
        _refused = meter.CreateCounter<long>("chat.send.refused", "{message}", "Messages that the hub refused, by code.");
        _pushes = meter.CreateCounter<long>("chat.pushes", "{push}", "Pushes that the stream brought.");
        _overflows = meter.CreateCounter<long>(
            "chat.push.overflows", "{overflow}", "Connections' queues that ran over and were emptied for a ResyncRequired.");
        _resyncs = meter.CreateCounter<long>(
            "chat.stream.resyncs", "{resync}", "Times that all connections were told to catch up since the stream had lost something.");
        _outages = meter.CreateCounter<long>(
            "chat.grain.outages", "{call}", "Grain calls that met an outage, by its kind: timeout, cluster, database.");
        _retries = meter.CreateCounter<long>("chat.grain.retries", "{call}", "Grain calls made once more after an outage.");
        _givenUp = meter.CreateCounter<long>(
            "chat.grain.given.up", "{call}", "Grain calls whose outcome stayed unknown until their time was up.");
        _ = meter.CreateObservableUpDownCounter(
            "chat.connections", () => Interlocked.Read(ref _connections), "{connection}", "Connections to the hub.");
    }

    /// <summary>The contract's name of a method, by the code's.</summary>
    public static string WireNameOf(string method) => WireNames.GetValueOrDefault(method, method);

    /// <summary>When a call begins, for <see cref="Answered"/>.</summary>
    public long Begin() => _acks.Enabled || _calls.Enabled ? _time.GetTimestamp() : 0;

    /// <summary>A call of the hub was answered.</summary>
    /// <param name="method">The method, by its name in the code.</param>
    /// <param name="begunAt">What <see cref="Begin"/> gave.</param>
    /// <param name="answer">The answer.</param>
    public void Answered(string method, long begunAt, object? answer)
    {
        if (method != nameof(ChatHub.SendMessageAsync))
        {
            if (_calls.Enabled && WireNames.TryGetValue(method, out var name))
            {
                _calls.Record(_time.GetElapsedTime(begunAt).TotalSeconds, new KeyValuePair<string, object?>("method", name));
            }

            return;
        }

        if (_acks.Enabled)
        {
            _acks.Record(_time.GetElapsedTime(begunAt).TotalSeconds);
        }

        if (_refused.Enabled && RefusalOf(answer) is { } refusal)
        {
            _refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        }
    }

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Disconnected() => Interlocked.Decrement(ref _connections);

    /// <summary>What a batch holds is in the connections' queues.</summary>
    public void Handed(GatewayBatch batch)
    {
        if (batch.Items.Length == 0 || !_pushes.Enabled)
        {
            return;
        }

        _pushes.Add(batch.Items.Length);
        foreach (var item in batch.Items)
        {
            if (item is EventItem { PostedAt: > 0 and var postedAt })
            {
                // Two machines' clocks may differ by more than the way takes.
                _lag.Record(Math.Max(0, (double)(_time.GetUtcNow().UtcTicks - postedAt) / TimeSpan.TicksPerSecond));
                return;
            }
        }
    }

    /// <summary>A grain call met an outage.</summary>
    public void Met(Exception outage) =>
        _outages.Add(1, new KeyValuePair<string, object?>("kind", Outage.KindOf(outage)));

    public void Retried() => _retries.Add(1);

    public void GaveUp() => _givenUp.Add(1);

    public void Overflowed() => _overflows.Add(1);

    public void Resynced() => _resyncs.Add(1);

    /// <summary>Why a message was refused; a fault on the way is a refusal too, without a type of its own.</summary>
    public static Refusal? RefusalOf(object? answer) => answer switch
    {
        Result<SendAck> sent => sent.Error,
        Result<Nothing> fault => fault.Error,
        _ => null,
    };
}
