using ChatOrleans.TestKit;

namespace ChatOrleans.LoadTest.Server;

/// <summary>
/// The whole product in a process of its own, with a database of its own and without limits for this machine: what a run
/// that says nothing of a server is made against. In the end nothing of it is left but a data folder that was given.
/// </summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(45);

    private readonly ServerProcess _process;
    private readonly DirectoryInfo? _temporary;

    private ProductProcess(ServerProcess process, Uri url, string data, DirectoryInfo? temporary)
    {
        _process = process;
        _temporary = temporary;
        Url = url;
        Database = $"Host={Path.Combine(data, "run")};Username=chat;Database=chat";
    }

    /// <summary>Where it listens: a free port of this machine.</summary>
    public Uri Url { get; }

    public int Id => _process.Id;

    /// <summary>How to reach its database while it runs.</summary>
    public string Database { get; }

    /// <summary>Starts what was built together with this program and waits until it is ready.</summary>
    /// <param name="dataFolder">Where its data stays; without one they go with it.</param>
    /// <param name="settings">Further settings, as environment variables such as <c>Chat__Log__Writers</c>.</param>
    public static async Task<ProductProcess> StartAsync(
        string? dataFolder = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var temporary = dataFolder is null ? Directory.CreateTempSubdirectory("chat-load-") : null;
        var data = temporary?.FullName ?? Path.GetFullPath(dataFolder!);
        ServerProcess? process = null;
        try
        {
            var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>(), StringComparer.Ordinal);
            all.TryAdd("Chat__Limits__ExemptNetworks__0", "127.0.0.0/8");
            process = ServerProcess.Start(data, all);
            return new ProductProcess(process, await process.WaitUntilReadyAsync(StartDeadline), data, temporary);
        }
        catch (ExpectationException exception)
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }

            temporary?.Delete(recursive: true);
            throw new SetUpException(exception.Message);
        }
    }

    /// <summary>Asks it to stop (SIGTERM), waits for its end, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _process.TerminateAsync();
        return await _process.WaitForExitAsync(StopDeadline);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                _ = await StopAsync();
            }
        }
        catch (ExpectationException exception)
        {
            throw new SetUpException(exception.Message);
        }
        finally
        {
            await _process.DisposeAsync();
            _temporary?.Delete(recursive: true);
        }
    }
}
