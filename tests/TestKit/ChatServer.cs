using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace ChatOrleans.TestKit;

/// <summary>
/// The whole product as a process of its own, on a data folder of its own. It can be stopped, killed and started again
/// on the same data; in the end nothing of it is left.
/// </summary>
public sealed class ChatServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(45);

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("chat-orleans-test-");
    private ServerProcess? _process;
    private Uri? _url;
    private int _users;

    private ChatServer(IReadOnlyDictionary<string, string> settings)
    {
        _settings = TestHost.Settings.Concat(settings).ToDictionary(StringComparer.Ordinal);
        Api = new ChatApi(() => Url);
    }

    /// <summary>Where it listens; another address after each start.</summary>
    public Uri Url => _url ?? throw new ExpectationException("The server is not running.");

    /// <summary>The HTTP calls.</summary>
    public ChatApi Api { get; }

    /// <summary>Whether it has been started and neither stopped nor killed since.</summary>
    public bool IsRunning => _process is not null;

    /// <summary>Where it keeps its database.</summary>
    public string DataFolder => _data.FullName;

    /// <summary>The last lines the running process wrote.</summary>
    public string Output => _process?.Output ?? "";

    /// <summary>
    /// Starts a server with settings given as environment variables, such as <c>Chat__MaxActiveThreads</c>;
    /// <paramref name="prepare"/> comes before, to run verbs on its data.
    /// </summary>
    public static async Task<ChatServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, Func<ChatServer, Task>? prepare = null)
    {
        var server = new ChatServer(settings ?? new Dictionary<string, string>());
        try
        {
            await (prepare?.Invoke(server) ?? Task.CompletedTask);
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers somebody under a handle that nobody has.</summary>
    public Task<Account> RegisterAsync(string name = "user") => Api.RegisterAsync(NewHandle(name));

    /// <summary>
    /// Lets somebody in under a handle that nobody has, without a password: hashing one costs the server more than all else
    /// that a short test asks of it.
    /// </summary>
    public async Task<Account> JoinAsync(string name = "user") =>
        (await Api.PostAsync("/auth/host", new { token = TestHost.Token(NewHandle(name)) })).Must<Account>(HttpStatusCode.OK);

    /// <summary>Connects somebody with the access token.</summary>
    public Task<ChatClient> ConnectAsync(Account account) => ChatClient.ConnectAsync(Url, account.AccessToken);

    /// <summary>Starts again on the same data, after <see cref="StopAsync"/> or <see cref="KillAsync"/>.</summary>
    public async Task RestartAsync()
    {
        if (_process is not null)
        {
            throw new ExpectationException("Stop or kill the server before starting it again.");
        }

        _process = ServerProcess.Start(_data.FullName, _settings);
        _url = await _process.WaitUntilReadyAsync(StartDeadline);
    }

    /// <summary>Runs a verb on the server's data, which the server must not be using; what it wrote.</summary>
    public async Task<string> RunVerbAsync(params string[] arguments)
    {
        await using var process = ServerProcess.Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = [.. arguments, "--data", _data.FullName],
            Settings = _settings,
        });
        var code = await process.WaitForExitAsync(StartDeadline);
        return code == 0
            ? process.Output
            : throw new ExpectationException($"The verb ended with {code}. Its output:{Environment.NewLine}{process.Output}");
    }

    /// <summary>Sends SIGTERM, waits for the end, and gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        var process = Running();
        await process.TerminateAsync();
        var code = await process.WaitForExitAsync(StopDeadline);
        await ForgetAsync();
        return code;
    }

    /// <summary>Sends SIGKILL to the server's process alone; its database may be left behind, as after any crash.</summary>
    public async Task KillAsync()
    {
        await Running().KillAsync();
        await ForgetAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_process is { HasExited: false })
            {
                await _process.TerminateAsync();
                await _process.WaitForExitAsync(StopDeadline);
            }
        }
        finally
        {
            await ForgetAsync();
            EndLeftDatabase();
            Api.Dispose();
            _data.Delete(recursive: true);
        }
    }

    private string NewHandle(string name) =>
        $"{name}.{Interlocked.Increment(ref _users)}.{Random.Shared.Next(1_000_000_000)}";

    private ServerProcess Running() => _process ?? throw new ExpectationException("The server is not running.");

    private async Task ForgetAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = null;
        _url = null;
    }

    // After a kill the embedded PostgreSQL may outlive the silo; its own pid file names it.
    private void EndLeftDatabase()
    {
        foreach (var file in _data.EnumerateFiles("postmaster.pid", SearchOption.AllDirectories))
        {
            var firstLine = File.ReadLines(file.FullName).First();
            if (int.TryParse(firstLine, NumberStyles.None, CultureInfo.InvariantCulture, out var id) &&
                Array.Find(Process.GetProcesses(), process => process.Id == id) is { } database &&
                database.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
            {
                database.Kill(entireProcessTree: true);
                database.WaitForExit();
            }
        }
    }
}
