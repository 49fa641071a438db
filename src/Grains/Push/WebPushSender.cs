using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>
/// Posts one message to one device's push service, once (RFC 8030). Whoever subscribes names the address: it is connected to
/// only where it is the Internet's; there is no redirect, no proxy, and no answer's body is read.
/// </summary>
internal sealed class WebPushSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly VapidKey? _key;
    private readonly VapidTokens? _tokens;
    private readonly NotificationOptions _options;
    private readonly TimeProvider _time;

    public WebPushSender(IOptions<NotificationOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _key = _options.PrivateKey is { } secret ? VapidKey.Read(secret) : null;
        _tokens = _key is null ? null : new VapidTokens(_key, _options.Subject!, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellationToken) =>
                AddressGuard.ConnectAsync(context.DnsEndPoint, _options.AllowPrivateAddresses, cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What browsers subscribe with; null where there is no Web Push.</summary>
    public string? PublicKey => _key?.PublicKey;

    /// <summary>Posts a message, encrypted for the device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="content">The message.</param>
    /// <param name="topic">What it takes the place of.</param>
    /// <param name="isUrgent">Whether a device that saves power is woken.</param>
    /// <param name="timeToLive">How long the push service keeps it.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<PushAnswer> SendAsync(
        DeviceSubscription device, byte[] content, string topic, bool isUrgent, TimeSpan timeToLive, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            using var request = Build(device, content, topic, isUrgent, timeToLive);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return Judge(response);
        }
        catch (CryptographicException)
        {
            // The key was looked at when it came; nothing can be encrypted for it all the same.
            return new PushAnswer(PushOutcome.Gone);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException)
        {
            return new PushAnswer(PushOutcome.Failed);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _key?.Dispose();
    }

    private HttpRequestMessage Build(DeviceSubscription device, byte[] content, string topic, bool isUrgent, TimeSpan timeToLive)
    {
        var endpoint = new Uri(device.Endpoint);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new ByteArrayContent(PushEncryption.Encrypt(device.P256dh, device.Auth, content)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.UserAgent.ParseAdd("ChatOrleans");
        request.Headers.TryAddWithoutValidation("Authorization", _tokens!.Of(endpoint));
        request.Headers.Add("TTL", ((long)timeToLive.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", isUrgent ? "high" : "normal");
        request.Headers.Add("Topic", topic);
        return request;
    }

    private PushAnswer Judge(HttpResponseMessage response) => response.StatusCode switch
    {
        _ when response.IsSuccessStatusCode => new PushAnswer(PushOutcome.Taken),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new PushAnswer(PushOutcome.Gone),
        HttpStatusCode.RequestEntityTooLarge => new PushAnswer(PushOutcome.TooLarge),
        _ => new PushAnswer(PushOutcome.Failed, RetryAfter(response.Headers.RetryAfter)),
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } at && at > _time.GetUtcNow() ? at - _time.GetUtcNow() : null);
}
