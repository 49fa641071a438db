using System.Diagnostics.Metrics;
using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests;

public sealed class GatewayMetricsTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly OneMeter _meters = new();
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, double Value, string? Tag)> _seen = [];
    private readonly GatewayMetrics _metrics;

    public GatewayMetricsTests()
    {
        _metrics = new GatewayMetrics(_meters, _time);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meters.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Answered_Send_IsTimed()
    {
        var begun = _metrics.Begin();
        _time.Advance(TimeSpan.FromMilliseconds(3));
        Result<SendAck> answer = new SendAck { Seq = 1, SentAt = DateTimeOffset.UnixEpoch, Duplicate = false };
        _metrics.Answered(nameof(ChatHub.SendMessageAsync), begun, answer);

        Assert.Equal([("chat.message.ack.duration", 0.003, null)], _seen);
    }

    [Fact]
    public void Answered_SendRefused_CountsTheCode()
    {
        _metrics.Answered(nameof(ChatHub.SendMessageAsync), _metrics.Begin(), (Result<SendAck>)Refusal.Overloaded(1));
        _metrics.Answered(nameof(ChatHub.SendMessageAsync), _metrics.Begin(), (Result<Nothing>)Refusal.Unavailable(1));

        Assert.Equal(
            ["overloaded", "unavailable"], _seen.Where(seen => seen.Name == "chat.send.refused").Select(seen => seen.Tag));
    }

    [Fact]
    public void Answered_AnotherCall_IsTimedUnderItsWireName()
    {
        var begun = _metrics.Begin();
        _time.Advance(TimeSpan.FromSeconds(1));
        _metrics.Answered(nameof(ChatHub.MarkReadAsync), begun, null);

        Assert.Equal([("chat.call.duration", 1.0, "MarkRead")], _seen);
    }

    [Fact]
    public void Handed_Batch_CountsPushesAndTimesTheOldestEvent()
    {
        var now = _time.GetUtcNow();
        _metrics.Handed(Batch(
            new LostItem(), Event(now - TimeSpan.FromMilliseconds(2)), Event(now - TimeSpan.FromMilliseconds(1))));
        _metrics.Handed(Batch());

        Assert.Equal([("chat.pushes", 3, null), ("chat.delivery.lag", 0.002, null)], _seen);
    }

    [Fact]
    public void Connected_AndDisconnected_AreConnections()
    {
        _metrics.Connected();
        _metrics.Connected();
        _metrics.Disconnected();
        _listener.RecordObservableInstruments();

        Assert.Equal([("chat.connections", 1, null)], _seen);
    }

    private static GatewayBatch Batch(params GatewayItem[] items) =>
        new() { Number = 1, QueueLife = Guid.Empty, Items = [.. items] };

    private static EventItem Event(DateTimeOffset postedAt) => new()
    {
        Event = new ThreadEvent
        {
            ThreadId = ThreadId.NewRandom(),
            Seq = 1,
            Type = EventType.Opened,
            SenderId = UserId.NewRandom(),
            At = postedAt,
        },
        Recipients = [],
        PostedAt = postedAt.UtcTicks,
    };

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Add((instrument.Name, value, tags.IsEmpty ? null : (string?)tags[0].Value));

    private sealed class OneMeter : IMeterFactory
    {
        public Meter Meter { get; } = new(GatewayMetrics.MeterName);

        public Meter Create(MeterOptions options) => Meter;

        public void Dispose() => Meter.Dispose();
    }
}
