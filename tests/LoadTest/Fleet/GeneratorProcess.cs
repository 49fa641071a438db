using System.Diagnostics;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Generators in processes of their own on this machine, spoken to over their standard streams.</summary>
internal static class GeneratorProcess
{
    /// <summary>The verb that makes this program a generator.</summary>
    public const string Verb = "generator";

    private static readonly TimeSpan ExitDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Starts one. It ends when its standard input does, so it does not outlive its coordinator.</summary>
    public static GeneratorLink Start(int number, int count)
    {
        var process = Process.Start(OwnProgram.With(Verb))!;
        var channel = new LineChannel(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        return new GeneratorLink($"Generator {number} of {count} (process {process.Id})", channel, () => EndAsync(process));
    }

    private static async ValueTask EndAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(ExitDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
