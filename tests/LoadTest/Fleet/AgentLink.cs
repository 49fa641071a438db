using System.Globalization;
using System.Net.Sockets;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Generators on other machines, spoken to over TCP. What is said is not encrypted, accounts' tokens included.</summary>
internal static class AgentLink
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Connects to an agent and tells it the secret.</summary>
    /// <exception cref="SetUpException">It is not there, or does not want to.</exception>
    public static async Task<GeneratorLink> ConnectAsync(string address, string token, CancellationToken cancellationToken)
    {
        var (host, port) = Split(address);
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, cancellationToken).AsTask().WaitAsync(Deadline, cancellationToken);
            var stream = client.GetStream();
            var channel = new LineChannel(stream, stream);
            await channel.SendAsync(new FleetMessage { Kind = FleetMessageKind.Hello, Token = token }, cancellationToken);
            var answer = await channel.ReceiveAsync(LineChannel.MaxLine, Deadline, cancellationToken);
            return answer?.Kind == FleetMessageKind.Welcome
                ? new GeneratorLink($"The agent at {address}", channel, () => Close(client))
                : throw new SetUpException($"The agent at {address} refused: {answer?.Reason ?? "it hung up"}.");
        }
        catch (Exception exception) when (exception is SocketException or IOException or TimeoutException)
        {
            client.Dispose();
            throw new SetUpException($"The agent at {address} can't be reached: {exception.Message}", exception);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Whether this is an address of an agent, host:port.</summary>
    public static bool IsAddress(string address) =>
        address.LastIndexOf(':') is > 0 and var colon
        && int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and < 65_536;

    private static (string Host, int Port) Split(string address)
    {
        var colon = address.LastIndexOf(':');
        return (address[..colon].Trim('[', ']'), int.Parse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private static ValueTask Close(TcpClient client)
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
