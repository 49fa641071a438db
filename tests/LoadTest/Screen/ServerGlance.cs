using System.ComponentModel;
using System.Diagnostics;

namespace ChatOrleans.LoadTest.Screen;

/// <summary>A cheap look at the server's process from time to time, for the screen only.</summary>
/// <param name="pid">The process; null when it is not known.</param>
internal sealed class ServerGlance(int? pid)
{
    private TimeSpan? _used;
    private long _usedAt;

    /// <summary>The cores it kept busy since the last look, and its resident memory; null where that can't be told.</summary>
    public (double? Cores, double? RssMb) Look()
    {
        if (pid is not { } id)
        {
            return default;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            var (used, usedAt, now) = (_used, _usedAt, Stopwatch.GetTimestamp());
            (_used, _usedAt) = (process.TotalProcessorTime, now);
            return ((_used - used) / Stopwatch.GetElapsedTime(usedAt, now), process.WorkingSet64 / 1e6);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended, or is somebody else's.
            return default;
        }
    }
}
