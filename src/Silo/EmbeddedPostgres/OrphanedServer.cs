using System.Globalization;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// What a killed run may have left: a server that still runs (it shuts down by itself where the system can tell it of its
/// parent's death), or a <c>postmaster.pid</c> that names nobody, or meanwhile somebody else.
/// </summary>
internal static class OrphanedServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Call only while holding the folder's lock: whoever runs then has no owner any more.</summary>
    internal static async Task RemoveAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder.Cluster, "postmaster.pid");
        if (!File.Exists(file))
        {
            return;
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        if (lines.Length > 0
            && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && await IsServerOfAsync(processId, folder.Cluster, cancellationToken))
        {
            await StopAsync(processId, cancellationToken);
        }

        // In a container the next server may well get the dead one's number, and would take these for a live rival's.
        File.Delete(file);
        foreach (var socket in Directory.EnumerateFiles(folder.Sockets, ".s.PGSQL.*"))
        {
            File.Delete(socket);
        }
    }

    /// <summary>Asks politely, then less so.</summary>
    internal static async Task StopAsync(int processId, CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { Signals.FastShutdown, Signals.ImmediateShutdown, Signals.Kill })
        {
            Signals.Send(processId, signal);
            for (var waited = TimeSpan.Zero; waited < Patience; waited += Interval)
            {
                if (!Signals.IsAlive(processId))
                {
                    return;
                }

                await Task.Delay(Interval, cancellationToken);
            }
        }
    }

    /// <summary>Numbers of processes are used again: only a postgres on this very folder counts.</summary>
    private static async Task<bool> IsServerOfAsync(
        int processId, string cluster, CancellationToken cancellationToken)
    {
        if (!Signals.IsAlive(processId))
        {
            return false;
        }

        string command;
        try
        {
            command = Directory.Exists("/proc/self")
                ? (await File.ReadAllTextAsync($"/proc/{processId}/cmdline", cancellationToken)).Replace('\0', ' ')
                : (await Tool.RunAsync(["ps", "-o", "command=", "-p", $"{processId}"], user: null, cancellationToken)).Output;
        }
        catch (IOException)
        {
            // It ended between the two questions.
            return false;
        }

        return command.Contains("postgres", StringComparison.Ordinal)
            && command.Contains(cluster, StringComparison.Ordinal);
    }
}
