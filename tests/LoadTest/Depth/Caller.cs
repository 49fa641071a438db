using System.Diagnostics;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>A connection that only asks and times; what is pushed to it meanwhile it lets pass.</summary>
internal sealed class Caller : IFrameReader, IAsyncDisposable
{
    private HubSocket? _socket;

    private HubSocket Socket => _socket ?? throw new InvalidOperationException("The caller is not connected.");

    public static async Task<Caller> ConnectAsync(Uri server, string bearer, CancellationToken cancellationToken)
    {
        var caller = new Caller();
        caller._socket = await HubSocket.ConnectAsync(server, bearer, caller, cancellationToken);
        caller._socket.Start();
        return caller;
    }

    /// <summary>Calls and gives the value; a refusal ends the run.</summary>
    public async Task<JsonElement> CallAsync(string method, object argument, CancellationToken cancellationToken)
    {
        var record = await Socket.CallAsync(method, argument, cancellationToken)
            ?? throw new SetUpException($"{method} was not answered: the connection is gone.");
        using var answer = JsonDocument.Parse(record);
        var reply = HubReply.Of(answer.RootElement);
        return reply.Ok ? reply.Value.Clone() : throw new SetUpException($"The server refused {method}: {answer.RootElement}");
    }

    /// <summary>Makes so many calls, a few at a time, and records how long each took.</summary>
    public Task RepeatAsync(
        string method, Func<int, object> argument, int count, int atOnce, LatencyHistogram latency, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                var from = Stopwatch.GetTimestamp();
                await CallAsync(method, argument(i), token);
                latency.Record(from, Stopwatch.GetTimestamp());
            });

    public void OnFrame(in ServerFrame frame)
    {
    }

    public void OnUnreadable(string reason)
    {
        // The connection ends by it, and the calls with it.
    }

    public void OnUnanswered(string method)
    {
        // Likewise.
    }

    public void OnLost(string reason)
    {
        // Calls that are under way end with it.
    }

    public ValueTask DisposeAsync() => _socket?.DisposeAsync() ?? ValueTask.CompletedTask;
}
