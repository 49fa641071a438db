using System.Diagnostics;
using Xunit.Abstractions;

namespace ChatOrleans.Deploy.Tests;

/// <summary>
/// A program that checks files of its kind better than a test can, on the machines that have it. What a test asserts
/// beside it holds everywhere; the test's output says whether the program was asked.
/// </summary>
internal static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Where it is, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/sbin", "/usr/local/sbin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Asks it, where it is, and gives what it said; null where it isn't.</summary>
    public static async Task<ToolAnswer?> AskAsync(
        ITestOutputHelper output, string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (Find(name) is not { } program)
        {
            output.WriteLine($"{name} is not on this machine: the rules of the test alone were checked.");
            return null;
        }

        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        using var timer = new CancellationTokenSource(Deadline);
        var standard = process.StandardOutput.ReadToEndAsync(timer.Token);
        var error = process.StandardError.ReadToEndAsync(timer.Token);
        await process.WaitForExitAsync(timer.Token);
        var answer = new ToolAnswer(process.ExitCode, await standard, await error);
        output.WriteLine($"{name} was asked: {answer.ExitCode}");
        return answer;
    }
}
