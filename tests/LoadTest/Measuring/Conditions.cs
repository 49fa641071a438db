using System.ComponentModel;
using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>Where and when a run was made: without it its figures mean nothing.</summary>
internal sealed record Conditions
{
    public required DateTimeOffset StartedAt { get; init; }

    public required int Cores { get; init; }

    public required string Processor { get; init; }

    public required string System { get; init; }

    public required string Runtime { get; init; }

    public required string GarbageCollector { get; init; }

    /// <summary>The machine's load over the last minute before the run; above the number of cores others are in the way.</summary>
    public required double? LoadBefore { get; init; }

    /// <summary>The commit of the working tree that the program was started in; null outside of one.</summary>
    public required string? Commit { get; init; }

    /// <summary>Looks at the machine now.</summary>
    public static Conditions Read() => new()
    {
        StartedAt = TimeProvider.System.GetUtcNow(),
        Cores = Environment.ProcessorCount,
        Processor = ProcessorModel(),
        System = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
        Runtime = RuntimeInformation.FrameworkDescription,
        GarbageCollector = GCSettings.IsServerGC ? "server" : "workstation",
        LoadBefore = ReadLoad(),
        Commit = ReadCommit(),
    };

    private static string ProcessorModel()
    {
        const string key = "model name";
        var line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))
            : null;
        return line is null ? "unknown" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static double? ReadLoad() =>
        File.Exists("/proc/loadavg") && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], out var load)
            ? load
            : null;

    private static string? ReadCommit()
    {
        var commit = Git("rev-parse", "--short=12", "HEAD");
        return commit is null ? null : Git("status", "--porcelain", "--untracked-files=no") is "" ? commit : $"{commit} with changes";
    }

    private static string? Git(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start)!;
            _ = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            // There is no git here.
            return null;
        }
    }
}
