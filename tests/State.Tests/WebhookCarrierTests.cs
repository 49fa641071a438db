using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOrleans.Grains.Mail;
using Microsoft.Extensions.Options;

namespace ChatOrleans.State.Tests;

public sealed class WebhookCarrierTests
{
    private const string Secret = "a secret of thirty-two characters";

    private static readonly Letter Reset = new()
    {
        Id = Guid.NewGuid(),
        Kind = MailKind.Reset,
        To = "ada@example.org",
        Handle = "ada",
        DisplayName = "Ada",
        Token = "q83vEjRWeJ",
        ExpiresAt = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public async Task SendAsync_Letter_ArrivesSigned()
    {
        var (request, sending) = await SendAsync("204 No Content");
        await sending;
        var body = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var signed = Encoding.UTF8.GetBytes($"{Header(request, "X-Chat-Timestamp")}.{body}");
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed)),
            Header(request, "X-Chat-Signature"));
        Assert.Equal(Reset.Id.ToString("N"), Header(request, "X-Chat-Id"));
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal("password_reset", json.GetProperty("type").GetString());
        Assert.Equal("ada@example.org", json.GetProperty("to").GetString());
        Assert.Equal("https://chat.example/reset#q83vEjRWeJ", json.GetProperty("link").GetString());
    }

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("302 Found")]
    public async Task SendAsync_NotTaken_Throws(string status)
    {
        var (_, sending) = await SendAsync(status);
        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
    }

    /// <summary>Sends the letter to a socket that answers so; what it read, and the sending.</summary>
    private static async Task<(string Request, Task Sending)> SendAsync(string status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new MailOptions { ResetUrl = "https://chat.example/reset#{token}" };
        options.Webhook.Url = $"http://{listener.LocalEndpoint}/mail";
        options.Webhook.Secret = Secret;
        using var carrier = new WebhookCarrier(Options.Create(options), TimeProvider.System);
        var sending = carrier.SendAsync(Reset, CancellationToken.None);
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var request = await ReadAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
        return (request, sending);
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var request = string.Empty;
        var buffer = new byte[4_096];
        while (true)
        {
            request += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && request.Length - end - 4 >= int.Parse(Header(request, "Content-Length"), System.Globalization.CultureInfo.InvariantCulture))
            {
                return request;
            }
        }
    }

    private static string Header(string request, string name) => request.Split("\r\n")
        .Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
}
