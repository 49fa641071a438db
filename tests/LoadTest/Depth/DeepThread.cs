using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>A thread of a certain depth, and what is done to it to see what that costs.</summary>
internal sealed class DeepThread : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly Caller _caller;
    private readonly string _text;
    private readonly int _serverPid;
    private readonly string _idPrefix = Guid.NewGuid().ToString("N")[..12];
    private long _lastSeq;
    private int _sent;

    private DeepThread(Caller caller, string threadId, int size, int serverPid)
    {
        _caller = caller;
        ThreadId = threadId;
        _text = new string('x', size);
        _serverPid = serverPid;
    }

    public string ThreadId { get; }

    /// <summary>Opens the thread of the two and connects the one who will ask.</summary>
    public static async Task<DeepThread> OpenAsync(
        Uri server, int serverPid, Account one, Account other, int size, CancellationToken cancellationToken)
    {
        var caller = await Caller.ConnectAsync(server, one.AccessToken, cancellationToken);
        var thread = await caller.CallAsync("OpenThread", new { with = other.UserId }, cancellationToken);
        return new DeepThread(caller, thread.GetProperty("threadId").GetString()!, size, serverPid);
    }

    /// <summary>Sends one message, which tells the log's end too.</summary>
    public async Task TouchAsync(CancellationToken cancellationToken)
    {
        var ack = await _caller.CallAsync("SendMessage", NextMessage(), cancellationToken);
        _lastSeq = ack.GetProperty("seq").GetInt64();
    }

    /// <summary>Does something many times.</summary>
    public async Task<CostFigures> MeasureAsync(DeepWork work, int count, CancellationToken cancellationToken)
    {
        var latency = new LatencyHistogram();
        var before = ProcessorTime.Read(_serverPid);
        await _caller.RepeatAsync(
            work == DeepWork.Send ? "SendMessage" : "GetHistory", i => Argument(work, i), count, AtOnce, latency, cancellationToken);
        var cost = CostPerMessage.Of(ProcessorTime.Read(_serverPid).Since(before), count)!;
        return new CostFigures(latency.Snapshot().Summarize().P50Ms, cost.ServerUs, cost.PostgresUs);
    }

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    private object Argument(DeepWork work, int i) => work switch
    {
        DeepWork.Send => NextMessage(),
        DeepWork.NewestPage => new { threadId = ThreadId },
        // Not the same page each time: pages of a long history are seldom in the cache.
        DeepWork.MiddlePage => new { threadId = ThreadId, around = Math.Max(1, (_lastSeq / 4) + (i * 97L % Math.Max(1, _lastSeq / 2))) },
        _ => new { threadId = ThreadId, after = 0 },
    };

    private object NextMessage() => new
    {
        threadId = ThreadId,
        clientMessageId = $"{_idPrefix}-{Interlocked.Increment(ref _sent)}",
        text = _text,
    };
}
