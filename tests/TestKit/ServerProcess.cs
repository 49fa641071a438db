using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOrleans.TestKit;

/// <summary>One run of the silo's process.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 400;

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _output = new();

    private ServerProcess(Process process) => _process = process;

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join(Environment.NewLine, _output);
            }
        }
    }

    /// <summary>Starts the built silo.</summary>
    public static ServerProcess Start(string dataFolder, IReadOnlyDictionary<string, string> settings)
    {
        var assembly = Repository.Assembly("Silo");
        if (!File.Exists(assembly))
        {
            throw new ExpectationException($"The silo is not built: {assembly} is missing.");
        }

        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { assembly, "--urls", "http://127.0.0.1:0", "--data", dataFolder },
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server._process.OutputDataReceived += (_, line) => server.Read(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Read(line.Data);
        server._process.Exited += (_, _) => server._ready.TrySetException(
            new ExpectationException("The server ended before it was ready."));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits for the line that says where it listens.</summary>
    public async Task<Uri> WaitUntilReadyAsync(TimeSpan deadline)
    {
        try
        {
            return await _ready.Task.WaitAsync(deadline);
        }
        catch (Exception exception) when (exception is TimeoutException or ExpectationException)
        {
            throw new ExpectationException($"The server did not come up. Its output:{Environment.NewLine}{Output}", exception);
        }
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        using var timer = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(timer.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException exception)
        {
            throw new ExpectationException($"The server did not end in time. Its output:{Environment.NewLine}{Output}", exception);
        }
    }

    /// <summary>Sends SIGKILL to this process alone and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    // Settings of the surroundings must not change what the tests see.
    private static bool IsForeign(string name) =>
        name.StartsWith("Chat__", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("Logging__", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?=.*\bready\b).*?(?<url>https?://127\.0\.0\.1:\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ReadyLine { get; }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > LinesKept)
            {
                _output.Dequeue();
            }
        }

        if (ReadyLine.Match(line) is { Success: true } match)
        {
            _ready.TrySetResult(new Uri(match.Groups["url"].Value));
        }
    }
}
