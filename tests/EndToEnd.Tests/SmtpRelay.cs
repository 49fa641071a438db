using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A relay that keeps the mail it is given (RFC 5321, as much of it as a client needs), or is out of order for a while.</summary>
public sealed class SmtpRelay : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _recipients = new();
    private readonly Channel<RelayedMail> _mails = Channel.CreateUnbounded<RelayedMail>();
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private volatile bool _isOutOfOrder;

    public SmtpRelay()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>While it is, each mail is turned away as for now.</summary>
    public bool IsOutOfOrder
    {
        get => _isOutOfOrder;
        set => _isOutOfOrder = value;
    }

    /// <summary>Ends with the first mail that was turned away.</summary>
    public Task Refused => _refused.Task.WaitAsync(Deadline);

    /// <summary>Everybody who got mail.</summary>
    public IReadOnlyCollection<string> Recipients => _recipients;

    /// <summary>
    /// The next mail to somebody with a text in it. Others are passed over: a mail whose taking over was late comes twice.
    /// </summary>
    public async Task<RelayedMail> NextAsync(string to, string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var mail = await _mails.Reader.ReadAsync(deadline.Token);
            if (mail.To == to && mail.Body.Contains(text, StringComparison.Ordinal))
            {
                return mail;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The tests are over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer);
            }
        }
        catch (IOException)
        {
            // The client hung up.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var recipient = string.Empty;
        await writer.WriteLineAsync("220 relay.example");
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 relay.example");
                    break;
                case "MAIL" when IsOutOfOrder:
                    await writer.WriteLineAsync("451 Try again later");
                    _refused.TrySetResult();
                    break;
                case "RCPT":
                    recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 Go on");
                    var text = await ReadDataAsync(reader);
                    _recipients.Enqueue(recipient);
                    _mails.Writer.TryWrite(new RelayedMail(recipient, text));
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 Bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 OK");
                    break;
            }
        }
    }

    private static async Task<string> ReadDataAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        return text.ToString();
    }
}
