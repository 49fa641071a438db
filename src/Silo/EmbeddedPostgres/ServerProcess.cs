using System.Diagnostics;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>The running postmaster.</summary>
internal sealed class ServerProcess
{
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProcessStartInfo _info;

    private ServerProcess(ProcessStartInfo info) => _info = info;

    internal int Id { get; private set; }

    /// <summary>Done with the exit code when the process has ended.</summary>
    internal Task<int> Exited => _exited.Task;

    internal LogTail Log { get; } = new();

    internal static async Task<ServerProcess> StartAsync(
        PostgresBinaries binaries,
        DataFolder folder,
        ServerAccount account,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken)
    {
        var prefix = await Launcher.PrefixAsync(account, cancellationToken);
        string[] command = [.. prefix, binaries.Postgres, "-D", folder.Cluster, .. ServerSettings.Arguments(folder, settings)];
        var process = new ServerProcess(Tool.StartInfo(command, account.User));

        // "When the parent dies" means the parent's thread to Linux, and threads of the pool come and go: the server is
        // started and awaited by a thread of its own.
        new Thread(process.Live) { IsBackground = true, Name = "postgres" }.Start();
        process.Id = await process._started.Task;
        return process;
    }

    /// <summary>Ends it, politely first, and waits until it is gone.</summary>
    internal async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            await OrphanedServer.StopAsync(Id, CancellationToken.None);
            await Exited;
        }
    }

    private void Live()
    {
        using var process = new Process { StartInfo = _info };
        try
        {
            process.OutputDataReceived += Keep;
            process.ErrorDataReceived += Keep;
            process.Start();
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            _started.SetResult(process.Id);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            _started.SetException(new EmbeddedPostgresException(
                $"PostgreSQL can't be started: {exception.Message}", exception));
            return;
        }

        process.WaitForExit();
        _exited.SetResult(process.ExitCode);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        // "starting up" and "not yet accepting" answer the questions whether it is ready; they would crowd out the rest.
        if (line.Data is { Length: > 0 } text
            && !text.Contains("the database system is starting up", StringComparison.Ordinal)
            && !text.Contains("not yet accepting connections", StringComparison.Ordinal))
        {
            Log.Add(text);
        }
    }
}
