using System.Diagnostics;
using System.Globalization;
using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests.Compose;

/// <summary>The compose file's proxy as a plain process, on machines that have nginx.</summary>
internal sealed class ComposeProxy : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-proxy-");
    private Process? _process;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Starts it in front of gateways, by their names in the file.</summary>
    public static async Task<ComposeProxy> StartAsync(
        string nginx, ComposeFile file, IReadOnlyDictionary<string, ChatNode> nodes)
    {
        var proxy = new ComposeProxy();
        try
        {
            await proxy.BeginAsync(nginx, file, nodes);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>The access log, once it holds what is waited for.</summary>
    public async Task<string> ReadLogAsync(Func<string[], bool> holds)
    {
        var begun = Stopwatch.StartNew();
        while (true)
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "access.log"));
            var log = string.Join('\n', lines);
            if (holds(lines))
            {
                return log;
            }

            Assert.True(begun.Elapsed < Deadline, log);
            await Task.Delay(AskPause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task BeginAsync(string nginx, ComposeFile file, IReadOnlyDictionary<string, ChatNode> nodes)
    {
        var health = new Uri($"http://127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}/proxy");
        var main = ProxyFiles.Place(_folder.FullName, file["proxy"].Body["volumes"].Items.Select(volume => volume.Text), text =>
        {
            foreach (var node in nodes.Values)
            {
                text = text.Replace($"{node.Name}:{ImageFile.HttpPort}", node.Url.Authority, StringComparison.Ordinal);
            }

            return text
                .Replace("listen 8080;", $"listen {Url.Authority};", StringComparison.Ordinal)
                .Replace("listen 127.0.0.1:8081;", $"listen {health.Authority};", StringComparison.Ordinal);
        });

        // As root nginx gives its workers to somebody who can't get into the folder.
        _process = Process.Start(nginx, ["-c", main, "-g", "daemon off; user root;"]);
        using var http = new HttpClient();
        var begun = Stopwatch.StartNew();
        while (!await AnswersAsync(http, health))
        {
            Assert.False(_process.HasExited, "nginx ended.");
            Assert.True(begun.Elapsed < Deadline, "nginx does not answer.");
            await Task.Delay(AskPause);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri health)
    {
        try
        {
            using var answer = await http.GetAsync(health);
            return answer.StatusCode == HttpStatusCode.NoContent;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
