using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>Posts one message to one endpoint, once. It follows no redirect, goes through no proxy and reads no answer's body.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public WebhookSender(IOptions<WebhookOptions> options, TimeProvider time)
    {
        var allowPrivate = options.Value.AllowPrivateAddresses;
        _timeout = options.Value.Timeout;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellationToken) =>
                AddressGuard.ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Null when the endpoint has answered with a 2xx; otherwise what happened, in a few words without anybody's data.</summary>
    public async Task<string?> SendAsync(WebhookEndpoint endpoint, WebhookMessage message, CancellationToken stopping)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("ChatOrleans");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(endpoint.Secrets, message.Id, timestamp, message.Body));
        using var patience = new CancellationTokenSource(_timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (OperationCanceledException)
        {
            return stopping.IsCancellationRequested ? "stopped" : "timeout";
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is AddressRefusedException ? "address refused" : fault.HttpRequestError.ToString();
        }
    }

    public void Dispose() => _http.Dispose();
}
