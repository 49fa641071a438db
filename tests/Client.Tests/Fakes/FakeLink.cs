using System.Threading.Channels;
using ChatOrleans.Client.Connecting;

namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>A connection whose calls the test answers, one after the other.</summary>
internal sealed class FakeLink(IHubReceiver receiver) : IHubLink
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<FakeCall> _calls = Channel.CreateUnbounded<FakeCall>();

    /// <summary>What the server pushes goes in here.</summary>
    public IHubReceiver Receiver { get; } = receiver;

    public Task Closed => _closed.Task;

    /// <summary>Waits for the next call, whatever it is.</summary>
    public Task<FakeCall> NextAsync() => _calls.Reader.ReadAsync().AsTask().OrFailAsync();

    /// <summary>Waits for the next call, which has to be of this method.</summary>
    public async Task<FakeCall> NextAsync(string method)
    {
        var call = await NextAsync();
        Assert.Equal(method, call.Method);
        return call;
    }

    /// <summary>The network is gone.</summary>
    public void Lose()
    {
        _closed.TrySetResult();
        while (_calls.Reader.TryRead(out _))
        {
        }
    }

    public async Task<T> InvokeAsync<T>(string method, object argument, CancellationToken cancellationToken)
        where T : class
    {
        var call = new FakeCall(method, argument);
        _calls.Writer.TryWrite(call);
        await Task.WhenAny(call.Answered, _closed.Task);
        return call.Answered.IsCompleted
            ? (T)await call.Answered
            : throw new ChatException(ErrorCodes.Network, "The connection is lost.");
    }

    public void Abort() => Lose();

    public ValueTask DisposeAsync()
    {
        Lose();
        return ValueTask.CompletedTask;
    }
}
