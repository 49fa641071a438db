using System.Threading.Channels;
using ChatOrleans.Client.Connecting;

namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>A way to a hub that the test plays.</summary>
internal sealed class FakeHub : IHubTransport
{
    private readonly Channel<FakeLink> _links = Channel.CreateUnbounded<FakeLink>();
    private readonly Queue<ChatException> _refusals = new();
    private readonly List<string> _credentials = [];

    /// <summary>What connections were asked for with.</summary>
    public IReadOnlyList<string> Credentials => _credentials;

    /// <summary>Refuses the next connection.</summary>
    public void RefuseNext(ChatException refusal) => _refusals.Enqueue(refusal);

    /// <summary>Waits for the next connection.</summary>
    public Task<FakeLink> NextLinkAsync() => _links.Reader.ReadAsync().AsTask().OrFailAsync();

    public Task<IHubLink> ConnectAsync(string credential, IHubReceiver receiver, CancellationToken cancellationToken)
    {
        _credentials.Add(credential);
        if (_refusals.TryDequeue(out var refusal))
        {
            return Task.FromException<IHubLink>(refusal);
        }

        var link = new FakeLink(receiver);
        _links.Writer.TryWrite(link);
        return Task.FromResult<IHubLink>(link);
    }
}
