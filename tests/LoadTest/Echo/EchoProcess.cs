using System.Diagnostics;
using System.Reflection;

namespace ChatOrleans.LoadTest.Echo;

/// <summary>The echo in a process of its own, so that its processor time can be told from the generator's.</summary>
internal sealed class EchoProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private EchoProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    // The product's own settings of the runtime (garbage collector, spinning), so that the two differ in their code only.
    private static string ProductSettings => Path.Combine(AppContext.BaseDirectory, "ChatOrleans.Silo.runtimeconfig.json");

    private static string OwnAssembly => Assembly.GetExecutingAssembly().Location;

    private static string OwnDependencies => Path.ChangeExtension(OwnAssembly, ".deps.json");

    /// <summary>
    /// Starts this very program with the verb that serves and the product's runtime settings. It ends when its standard
    /// input does.
    /// </summary>
    public static async Task<EchoProcess> StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "exec", "--runtimeconfig", ProductSettings, "--depsfile", OwnDependencies, OwnAssembly })
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("echo-server");
        start.ArgumentList.Add("--url");
        start.ArgumentList.Add("http://127.0.0.1:0");
        start.ArgumentList.Add("--ends-with-input");
        var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
                .AsTask().WaitAsync(Deadline, cancellationToken);
            return line?.StartsWith(EchoServer.Ready, StringComparison.Ordinal) == true
                ? new EchoProcess(process, new Uri(line[EchoServer.Ready.Length..]))
                : throw new SetUpException($"The echo did not start; it said: {line}");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
