using System.Globalization;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>A process' resident memory, second by second.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly List<double> _megabytes = [];
    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));
    private readonly Task _watching;

    public MemoryWatch(int processId) => _watching = WatchAsync($"/proc/{processId}/status");

    /// <summary>What was seen, in MB; read it when the watch has ended.</summary>
    public IReadOnlyList<double> Megabytes => _megabytes;

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _watching;
    }

    private async Task WatchAsync(string status)
    {
        do
        {
            try
            {
                var line = File.ReadLines(status).First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
                _megabytes.Add(long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not Linux, or the process has ended: there is nothing more to see.
                return;
            }
        }
        while (await _timer.WaitForNextTickAsync());
    }
}
