using System.Net;
using System.Text;
using System.Threading.Channels;

namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>HTTP that the test answers beforehand, path by path.</summary>
internal sealed class FakeHttp : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> _answers = [];
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    /// <summary>Waits for the next call: its method and path.</summary>
    public Task<string> NextAsync() => _calls.Reader.ReadAsync().AsTask().OrFailAsync();

    /// <summary>How the next call of a path is answered.</summary>
    public void Answer(string path, HttpStatusCode status, string json, DateTimeOffset? date = null)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue(path, out var answers))
            {
                _answers[path] = answers = new();
            }

            answers.Enqueue(() =>
            {
                var answer = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
                answer.Headers.Date = date;
                return answer;
            });
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath["/api/v1/".Length..];
        _calls.Writer.TryWrite($"{request.Method} {path}");
        lock (_gate)
        {
            return _answers.TryGetValue(path, out var answers) && answers.TryDequeue(out var answer)
                ? Task.FromResult(answer())
                : Task.FromException<HttpResponseMessage>(new HttpRequestException("No answer."));
        }
    }
}
