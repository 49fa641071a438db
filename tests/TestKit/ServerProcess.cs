using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ChatOrleans.TestKit;

/// <summary>One run of a process of the product.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 400;

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _output = new();
    private StreamWriter? _log;

    private ServerProcess(Process process, StreamWriter? log) => (_process, _log) = (process, log);

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited
    {
        get
        {
            NoteExit();
            return _exited.Task.IsCompleted;
        }
    }

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

    /// <summary>Done with the exit code when it has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts the built silo on a data folder.</summary>
    public static ServerProcess Start(string dataFolder, IReadOnlyDictionary<string, string> settings) =>
        Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = ["--urls", "http://127.0.0.1:0", "--data", dataFolder],
            Settings = settings,
        });

    /// <summary>Starts a built program.</summary>
    public static ServerProcess Start(ProgramStart program)
    {
        var assembly = program.Assembly ?? Repository.Assembly(program.Project);
        if (!File.Exists(assembly))
        {
            throw new ExpectationException($"{program.Project} is not built: {assembly} is missing.");
        }

        string[] command = [.. program.Launcher, "dotnet", assembly, .. program.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (key, value) in program.Settings)
        {
            start.Environment[key] = value;
        }

        var server = new ServerProcess(
            new Process { StartInfo = start, EnableRaisingEvents = true },
            program.LogFile is { } file ? OpenLog(file) : null);
        server.Begin();
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
    public Task TerminateAsync()
    {
        Send(Signals.Terminate);
        return Task.CompletedTask;
    }

    /// <summary>Sends SIGSTOP: it stands still until <see cref="Resume"/>, and its connections stay open.</summary>
    public void Pause() => Send(Signals.Stop);

    /// <summary>Sends SIGCONT.</summary>
    public void Resume() => Send(Signals.Continue);

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
        if (!HasExited)
        {
            await KillAsync();
            NoteExit();
        }

        _process.Dispose();
        lock (_output)
        {
            _log?.Dispose();
            _log = null;
        }
    }

    private static StreamWriter OpenLog(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new StreamWriter(file, append: true) { AutoFlush = true };
    }

    // The number of a process that has ended may be somebody else's.
    private void Send(int signal)
    {
        if (!HasExited)
        {
            Signals.Send(Id, signal);
        }
    }

    private void Begin()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) =>
        {
            _ready.TrySetException(new ExpectationException("The server ended before it was ready."));
            NoteExit();
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    // The event of the end may be late, or not come at all: whoever looks first notes the exit code.
    private void NoteExit()
    {
        try
        {
            if (!_exited.Task.IsCompleted && _process.HasExited)
            {
                _exited.TrySetResult(_process.ExitCode);
            }
        }
        catch (InvalidOperationException) when (_exited.Task.IsCompleted)
        {
            // Disposed meanwhile, which tells nothing any more; the code was noted before.
        }
    }

    // Settings of the surroundings must not change what the tests see.
    private static bool IsForeign(string name) =>
        name.StartsWith("Chat__", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase) ||
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

            _log?.WriteLine(line);
        }

        if (ReadyLine.Match(line) is { Success: true } match)
        {
            _ready.TrySetResult(new Uri(match.Groups["url"].Value));
        }
    }
}
