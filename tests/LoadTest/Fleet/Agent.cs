using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Generates for coordinators on other machines that know the shared secret, for one of them at a time.</summary>
/// <param name="token">The secret.</param>
/// <param name="make">Makes a scenario of what has travelled.</param>
internal sealed class Agent(string token, Func<ScenarioPart, IDivisibleScenario> make)
{
    /// <summary>What somebody who has not told the secret yet may send.</summary>
    private const int MaxHello = 4 * 1024;
    private const int MaxStrangers = 16;
    private static readonly TimeSpan HelloDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WrongTokenDelay = TimeSpan.FromSeconds(1);

    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    private int _strangers;
    private int _busy;

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="listen">Where to listen.</param>
    /// <param name="ready">Told the address when it listens.</param>
    /// <param name="cancellationToken">Ends it, and what it is doing.</param>
    public async Task RunAsync(IPEndPoint listen, Action<EndPoint> ready, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(listen);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new SetUpException($"The agent can't listen on {listen}: {exception.Message}", exception);
        }

        ready(listener.LocalEndpoint);
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellationToken);
                if (Interlocked.Increment(ref _strangers) > MaxStrangers)
                {
                    Interlocked.Decrement(ref _strangers);
                    client.Dispose();
                    continue;
                }

                _ = ServeAsync(client, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was told to end.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        var who = client.Client.RemoteEndPoint;
        using var connection = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        await using var channel = new LineChannel(stream, stream);
        try
        {
            bool welcome;
            try
            {
                welcome = await WelcomeAsync(channel, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _strangers);
            }

            await Console.Error.WriteLineAsync(welcome ? $"{who}: generating" : $"{who}: refused");
            if (welcome)
            {
                await GenerateAsync(channel, cancellationToken);
                await Console.Error.WriteLineAsync($"{who}: done");
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{who}: {exception.Message}");
        }
    }

    private async Task<bool> WelcomeAsync(LineChannel channel, CancellationToken cancellationToken)
    {
        var hello = await channel.ReceiveAsync(MaxHello, HelloDeadline, cancellationToken);
        if (hello is not { Kind: FleetMessageKind.Hello, Token: { } told }
            || !CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(told)), _secret))
        {
            // Guessing is slow.
            await Task.Delay(WrongTokenDelay, cancellationToken);
            await RefuseAsync(channel, "the token is wrong", cancellationToken);
            return false;
        }

        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            await RefuseAsync(channel, "it generates for somebody else", cancellationToken);
            return false;
        }

        return true;
    }

    private async Task GenerateAsync(LineChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            await channel.SendAsync(new FleetMessage { Kind = FleetMessageKind.Welcome }, cancellationToken);
            await new Generator(channel, make).ServeAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private static Task RefuseAsync(LineChannel channel, string reason, CancellationToken cancellationToken) =>
        channel.SendAsync(new FleetMessage { Kind = FleetMessageKind.Failed, Reason = reason }, cancellationToken);
}
