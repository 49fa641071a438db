using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Mail;

/// <summary>
/// Tells a service of the operator's what to write to whom. It knows us by the signature: HMAC-SHA-256 of the timestamp, a
/// full stop and the body, in hexadecimal.
/// </summary>
internal sealed class WebhookCarrier(IOptions<MailOptions> options, TimeProvider time) : IMailCarrier, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Uri _url = new(options.Value.Webhook.Url);
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.Webhook.Secret);

    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var body = Body(letter);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Chat-Id", letter.Id.ToString("N"));
        request.Headers.Add("X-Chat-Timestamp", timestamp);
        request.Headers.Add("X-Chat-Signature", "sha256=" + Sign(timestamp, body));
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private string Sign(string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(_secret, signed));
    }

    private byte[] Body(Letter letter)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", letter.Kind == MailKind.Reset ? "password_reset" : "password_changed");
            json.WriteString("to", letter.To);
            json.WriteString("handle", letter.Handle);
            json.WriteString("displayName", letter.DisplayName);
            if (letter.Token is not null)
            {
                json.WriteString("token", letter.Token);
                json.WriteString("expiresAt", letter.ExpiresAt!.Value.UtcDateTime);
            }

            if (MailText.LinkOf(letter, options.Value) is { } link)
            {
                json.WriteString("link", link);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
