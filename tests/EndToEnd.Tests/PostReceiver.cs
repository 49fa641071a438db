using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Listens on loopback, keeps what it is posted, and lets tests wait for it.</summary>
/// <typeparam name="TPost">What is kept of a post.</typeparam>
public abstract class PostReceiver<TPost> : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<TPost> _posts = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    protected PostReceiver(string path)
    {
        Url = new Uri($"http://127.0.0.1:{FreePorts.Next()}/{path}");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _running = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    /// <summary>Held while a post is answered.</summary>
    protected Lock Gate { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
        _listener.Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>All posts that are meant, in the order in which they came, once there are so many.</summary>
    protected async Task<IReadOnlyList<TPost>> ExpectAsync(Func<TPost, bool> isMeant, int count, string otherwise)
    {
        using var patience = new CancellationTokenSource(Wire.Deadline * 3);
        while (true)
        {
            Task more;
            lock (Gate)
            {
                var found = _posts.Where(isMeant).ToArray();
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
                throw new ExpectationException(otherwise, exception);
            }
        }
    }

    /// <summary>Says what is kept of a post, and sets the answer's status.</summary>
    protected abstract TPost Answer(HttpListenerRequest request, byte[] body, HttpListenerResponse response);

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await TakeAsync(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // Stopped, or the server hung up.
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        lock (Gate)
        {
            _posts.Add(Answer(context.Request, body.ToArray(), context.Response));
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        context.Response.Close();
    }
}
