using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>
/// The product in a process of its own, on an embedded database and a data folder that are gone when it ends. It is the
/// one that was built with this program; its limits leave this machine alone.
/// </summary>
internal sealed partial class OwnProduct : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _keepsFolder;

    private OwnProduct(Process process, string folder, bool keepsFolder, Uri address)
    {
        _process = process;
        _folder = folder;
        _keepsFolder = keepsFolder;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Where its database takes connections: on the socket in its data folder.</summary>
    public string Database => $"Host={Path.Combine(_folder, "run")};Port=5432;Username=chat;Database=chat";

    /// <summary>Starts it; done when it says that it is ready.</summary>
    /// <param name="folder">Its data folder, which is kept; a new one, which is not, when null.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<OwnProduct> StartAsync(
        string? folder, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var data = folder ?? Path.Combine(Path.GetTempPath(), $"chat-load-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ChatOrleans.Silo.dll"), "--urls", "http://127.0.0.1:0", "--data", data,
            },
            RedirectStandardOutput = true,
        };
        start.Environment["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        try
        {
            var address = await ReadAddressAsync(process, cancellationToken)
                .WaitAsync(StartDeadline, cancellationToken);
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new OwnProduct(process, data, folder is not null, address);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Stops it as an operator does, so that its database ends with it.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var terminate = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await terminate.WaitForExitAsync();
        }

        using (var deadline = new CancellationTokenSource(StopDeadline))
        {
            await _process.WaitForExitAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        if (!_keepsFolder && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<Uri> ReadAddressAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Ready.Match(line) is { Success: true } ready)
            {
                return new Uri(ready.Groups["url"].Value);
            }
        }

        throw new SetUpException("The product ended before it was ready.");
    }

    [GeneratedRegex(@"^ChatOrleans is ready: (?<url>http://127\.0\.0\.1:\d+)")]
    private static partial Regex Ready { get; }
}
