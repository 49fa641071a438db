using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A push service on loopback: each device has a path of its own, and what it answers there is set.</summary>
public sealed class PushService : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<HttpStatusCode>> _answers = [];
    private readonly List<PushPost> _posts = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private int _devices;

    public PushService()
    {
        Url = new Uri($"http://127.0.0.1:{FreePorts.Next()}/");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _running = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    /// <summary>An address for a device, which answers this first, and then takes everything.</summary>
    public Uri NewEndpoint(params HttpStatusCode[] answers)
    {
        var endpoint = new Uri(Url, $"send/{Interlocked.Increment(ref _devices)}");
        lock (_gate)
        {
            _answers[endpoint.AbsolutePath] = new Queue<HttpStatusCode>(answers);
        }

        return endpoint;
    }

    /// <summary>All posts for a device, once there are so many.</summary>
    public async Task<IReadOnlyList<PushPost>> ExpectAsync(Uri endpoint, int count)
    {
        using var patience = new CancellationTokenSource(Wire.Deadline * 3);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var found = _posts.Where(post => post.Path == endpoint.AbsolutePath).ToArray();
                if (found.Length >= count)
                {
                    return found;
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException exception)
            {
                throw new ExpectationException($"The device was not pushed {count} times.", exception);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // Stopped, or the server hung up.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var path = context.Request.Url!.AbsolutePath;
        var headers = context.Request.Headers;
        lock (_gate)
        {
            var status = _answers.TryGetValue(path, out var answers) && answers.TryDequeue(out var set) ? set : HttpStatusCode.Created;
            if (status == HttpStatusCode.TooManyRequests)
            {
                context.Response.Headers["Retry-After"] = "1";
            }

            context.Response.StatusCode = (int)status;
            _posts.Add(new PushPost(
                path,
                body.ToArray(),
                headers["Authorization"] ?? "",
                headers["Topic"] ?? "",
                headers["Urgency"] ?? "",
                headers["TTL"] ?? "",
                headers["Content-Encoding"] ?? "",
                (int)status));
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        context.Response.Close();
    }
}
