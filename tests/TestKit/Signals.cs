using System.Globalization;
using System.Runtime.InteropServices;

namespace ChatOrleans.TestKit;

/// <summary>Signals to processes, by their ids.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;

    // The numbers that differ between systems.
    public static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    public static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal; a process that is gone already is no failure.</summary>
    public static void Send(int processId, int signal)
    {
        if (SendSignal(processId, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw new ExpectationException($"Process {processId} can't be sent signal {signal}: error {error}.");
        }
    }

    /// <summary>The processes that this one has started and that still run (Linux).</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && ParentOf(id) == processId)];

    private static int ParentOf(int processId)
    {
        try
        {
            // "number (name) state parent …", where the name may hold anything.
            var status = File.ReadAllText($"/proc/{processId}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // Gone meanwhile.
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
