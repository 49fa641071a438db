using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A host application's endpoint: keeps what it is told, checks who says so, and takes what it is set to take.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, int> _refusals = [];
    private readonly List<WebhookPost> _posts = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    public WebhookReceiver()
    {
        Url = new Uri($"http://127.0.0.1:{FreePorts.Next()}/hook/");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _running = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    /// <summary>The secret, as the configuration has it.</summary>
    public string Secret => $"whsec_{Convert.ToBase64String(_secret)}";

    /// <summary>Refuses posts that hold this text so many times.</summary>
    public void Refuse(string text, int times)
    {
        lock (_gate)
        {
            _refusals[text] = times;
        }
    }

    /// <summary>All posts whose body holds a text, in the order in which they came, once there are so many.</summary>
    public async Task<IReadOnlyList<WebhookPost>> ExpectAsync(string text, int count)
    {
        using var patience = new CancellationTokenSource(Wire.Deadline * 3);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var found = _posts.Where(post => post.Body.Contains(text, StringComparison.Ordinal)).ToArray();
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
                throw new ExpectationException($"The endpoint was not told {count} times of '{text}'.", exception);
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
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        var (id, timestamp) = (headers["webhook-id"]!, headers["webhook-timestamp"]!);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        var isSound = headers["webhook-signature"] == $"v1,{signature}" && context.Request.ContentType == "application/json";
        lock (_gate)
        {
            context.Response.StatusCode = isSound && !IsRefused(body) ? 204 : 500;
            _posts.Add(new WebhookPost(id, long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture), body, isSound, context.Response.StatusCode == 204));
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        context.Response.Close();
    }

    private bool IsRefused(string body)
    {
        if (_refusals.Keys.FirstOrDefault(text => body.Contains(text, StringComparison.Ordinal)) is not { } text || _refusals[text] == 0)
        {
            return false;
        }

        _refusals[text]--;
        return true;
    }
}
