using System.Net;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A push service on loopback: each device has a path of its own, and what it answers there is set.</summary>
public sealed class PushService() : PostReceiver<PushPost>("")
{
    private readonly Dictionary<string, Queue<HttpStatusCode>> _answers = [];
    private int _devices;

    /// <summary>An address for a device, which answers this first, and then takes everything.</summary>
    public Uri NewEndpoint(params HttpStatusCode[] answers)
    {
        var endpoint = new Uri(Url, $"send/{Interlocked.Increment(ref _devices)}");
        lock (Gate)
        {
            _answers[endpoint.AbsolutePath] = new Queue<HttpStatusCode>(answers);
        }

        return endpoint;
    }

    /// <summary>All posts for a device, once there are so many.</summary>
    public Task<IReadOnlyList<PushPost>> ExpectAsync(Uri endpoint, int count) =>
        ExpectAsync(post => post.Path == endpoint.AbsolutePath, count, $"The device was not pushed {count} times.");

    protected override PushPost Answer(HttpListenerRequest request, byte[] body, HttpListenerResponse response)
    {
        var path = request.Url!.AbsolutePath;
        var headers = request.Headers;
        var status = _answers.TryGetValue(path, out var answers) && answers.TryDequeue(out var set) ? set : HttpStatusCode.Created;
        if (status == HttpStatusCode.TooManyRequests)
        {
            response.Headers["Retry-After"] = "1";
        }

        response.StatusCode = (int)status;
        return new PushPost(
            path,
            body,
            headers["Authorization"] ?? "",
            headers["Topic"] ?? "",
            headers["Urgency"] ?? "",
            headers["TTL"] ?? "",
            headers["Content-Encoding"] ?? "",
            (int)status);
    }
}
