using System.Net;

namespace ChatOrleans.TestKit;

/// <summary>
/// One process of a topology: a silo, a gateway, or both. It listens on the same address after each start, as a machine
/// does, so that whoever lost it finds it again.
/// </summary>
public sealed class ChatNode : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskPause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ProgramStart _program;
    private ServerProcess? _process;

    /// <param name="name">Its name among the nodes, such as <c>silo-1</c>.</param>
    /// <param name="role">What it does.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="program">How it is started.</param>
    public ChatNode(string name, NodeRole role, Uri url, ProgramStart program)
    {
        Name = name;
        Role = role;
        Url = url;
        _program = program;
    }

    /// <summary>Its name among the nodes.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public NodeRole Role { get; }

    /// <summary>Where it listens, the same after each start.</summary>
    public Uri Url { get; }

    /// <summary>The environment variables that it is started with.</summary>
    public IReadOnlyDictionary<string, string> Settings => _program.Settings;

    /// <summary>The process id; another one after each start.</summary>
    public int Id => Process.Id;

    /// <summary>Whether its process runs, paused or not.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Done with the exit code when the process that runs now has ended.</summary>
    public Task<int> Exited => Process.Exited;

    /// <summary>The last lines of the last process.</summary>
    public string Output => _process?.Output ?? "";

    private ServerProcess Process => _process ?? throw new ExpectationException($"{Name} has not been started.");

    /// <summary>Starts it when it does not run, and does not wait for it.</summary>
    public async Task BeginAsync()
    {
        if (IsRunning)
        {
            throw new ExpectationException($"{Name} runs. Kill or terminate it before starting it again.");
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = ServerProcess.Start(_program);
    }

    /// <summary>Waits until it says of itself that it is ready; its end in between is a failure.</summary>
    public async Task WaitUntilReadyAsync(TimeSpan deadline)
    {
        using var timer = new CancellationTokenSource(deadline);
        while (!await IsReadyAsync(timer.Token))
        {
            if (!IsRunning || timer.IsCancellationRequested)
            {
                throw new ExpectationException($"{Name} did not get ready. Its output:{Environment.NewLine}{Output}");
            }

            await Task.Delay(AskPause, CancellationToken.None);
        }
    }

    /// <summary>Whether it says of itself that it is ready.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Url, "/health/ready"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Starts it again after its end and waits until it is ready.</summary>
    public async Task RestartAsync()
    {
        await BeginAsync();
        await WaitUntilReadyAsync(ChatTopology.StartDeadline);
    }

    /// <summary>Sends SIGKILL and waits until it is gone.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Sends SIGSTOP: it stands still, and its connections stay open.</summary>
    public Task PauseAsync()
    {
        Process.Pause();
        return Task.CompletedTask;
    }

    /// <summary>Sends SIGCONT.</summary>
    public Task ResumeAsync()
    {
        Process.Resume();
        return Task.CompletedTask;
    }

    /// <summary>Sends SIGTERM, waits for the end, and gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await Process.TerminateAsync();
        return await Process.WaitForExitAsync(StopDeadline);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
    }
}
