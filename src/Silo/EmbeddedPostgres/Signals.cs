using System.Runtime.InteropServices;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>Signals as PostgreSQL's postmaster reads them.</summary>
internal static class Signals
{
    /// <summary>SIGINT, "fast": roll back what runs, write a checkpoint, end.</summary>
    internal const int FastShutdown = 2;

    /// <summary>SIGQUIT, "immediate": end without a checkpoint and recover at the next start.</summary>
    internal const int ImmediateShutdown = 3;

    /// <summary>SIGKILL, for a server that answers to nothing else.</summary>
    internal const int Kill = 9;

    private const int Probe = 0;
    private const int NoPermission = 1;

    internal static void Send(int processId, int signal) => _ = SendSignal(processId, signal);

    internal static bool IsAlive(int processId) =>
        (SendSignal(processId, Probe) == 0 || Marshal.GetLastPInvokeError() == NoPermission) && !IsZombie(processId);

    /// <summary>The dead keep their number until their parent asks; in a container that may be for ever.</summary>
    private static bool IsZombie(int processId)
    {
        try
        {
            // "number (name) state …", where the name may hold anything.
            var status = File.ReadAllText($"/proc/{processId}/stat");
            return status.AsSpan(status.LastIndexOf(')') + 1).TrimStart() is ['Z', ..];
        }
        catch (IOException)
        {
            // Gone meanwhile, or a system without /proc.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
