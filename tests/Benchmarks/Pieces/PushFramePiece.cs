using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>A committed event becomes the frame that all its connections share.</summary>
internal sealed class PushFramePiece : IPiece
{
    private const int Count = 100;
    private const int Connections = 2;

    private readonly JsonHubProtocol _protocol;
    private readonly ThreadEvent[] _events;

    public PushFramePiece()
    {
        var options = new JsonHubProtocolOptions();
        ChatJson.Configure(options.PayloadSerializerOptions);
        _protocol = new JsonHubProtocol(Options.Create(options));
        var (threadId, sender) = (ThreadId.NewRandom(), UserId.NewRandom());
        _events = [.. Enumerable.Range(1, Count).Select(seq => SampleMessage.Event(threadId, sender, seq))];
    }

    public string Name => "push frame";

    public int Messages => Count;

    public Task PrepareAsync() => Task.CompletedTask;

    public Task RunAsync()
    {
        foreach (var threadEvent in _events)
        {
            var message = PushMessages.Event(threadEvent);
            for (var i = 0; i < Connections; i++)
            {
                if (message.GetSerializedMessage(_protocol).IsEmpty)
                {
                    throw new InvalidOperationException("The frame is empty.");
                }
            }
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
