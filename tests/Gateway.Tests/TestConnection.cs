using System.Threading.Channels;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Gateway.Sending;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Gateway.Tests;

/// <summary>A connection whose pushes the test reads instead of a client.</summary>
internal sealed class TestConnection
{
    private readonly Channel<InvocationMessage> _pushed = Channel.CreateUnbounded<InvocationMessage>();

    public TestConnection(UserId userId)
    {
        var transport = new DefaultConnectionContext { User = ChatClaims.Principal(userId, Guid.NewGuid()) };
        Chat = new ChatConnection(
            new Hub(transport, _pushed),
            queueLimit: 256,
            new SendLanes(new Attempts(TestMetrics.Create(), TimeProvider.System), FakeGrains.Create(), userId),
            TestMetrics.Create());
    }

    public ChatConnection Chat { get; }

    public async Task<(string Target, object? Payload)> NextPushAsync()
    {
        var push = await _pushed.Reader.ReadAsync().AsTask().OrFailAsync();
        return (push.Target, push.Arguments[0]);
    }

    /// <summary>Puts a last push in, and reads all up to it.</summary>
    public async Task<List<(string Target, object? Payload)>> PushedAsync()
    {
        Chat.Push(new SerializedHubMessage(new InvocationMessage("Last", [null])));
        var pushed = new List<(string, object?)>();
        for (var push = await NextPushAsync(); push.Target != "Last"; push = await NextPushAsync())
        {
            pushed.Add(push);
        }

        return pushed;
    }

    private sealed class Hub(ConnectionContext transport, Channel<InvocationMessage> pushed)
        : HubConnectionContext(transport, new HubConnectionContextOptions(), NullLoggerFactory.Instance)
    {
        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
        {
            pushed.Writer.TryWrite((InvocationMessage)message.Message!);
            return ValueTask.CompletedTask;
        }
    }
}
