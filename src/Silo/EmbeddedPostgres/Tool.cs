using System.ComponentModel;
using System.Diagnostics;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>Short-lived programs: run, wait, keep what they said.</summary>
internal static class Tool
{
    /// <summary>A program that doesn't exist answers like one that failed.</summary>
    private const int NotRunnable = 127;

    internal static ProcessStartInfo StartInfo(IEnumerable<string> command, string? user)
    {
        var parts = command.ToArray();
        var info = new ProcessStartInfo(Locate(parts[0]), parts[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        if (user is not null)
        {
            info.UserName = user;
        }

        // Messages are shown to people and compared with known ones: no translations.
        info.Environment["LC_ALL"] = "C";
        return info;
    }

    /// <summary>By PATH only: a bare name would find a namesake in the working directory first.</summary>
    private static string Locate(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return program;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Where(Path.IsPathRooted)
            .Append("/usr/bin")
            .Append("/bin");
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists, $"/bin/{program}");
    }

    /// <summary>Runs to the end; the output is both streams, trimmed.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(
        IEnumerable<string> command, string? user, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command, user) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return (NotRunnable, exception.Message);
        }

        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, $"{await output}{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs what has to succeed.</summary>
    internal static async Task<string> DemandAsync(
        IEnumerable<string> command, string? user, string purpose, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(command, user, cancellationToken);
        return exitCode == 0
            ? output
            : throw new EmbeddedPostgresException($"{purpose} failed (exit code {exitCode}):\n{output}");
    }
}
