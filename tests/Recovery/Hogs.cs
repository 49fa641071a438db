using System.Diagnostics;

namespace ChatOrleans.Recovery;

/// <summary>Processes that burn a core each, at the priority of everybody else.</summary>
internal sealed class Hogs : IDisposable
{
    private readonly List<Process> _processes = [];

    public Hogs(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _processes.Add(Process.Start("sh", ["-c", "while :; do :; done"]));
        }
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
