using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Server;

/// <summary>
/// Looks each second at the server's process and at its metrics, whichever of the two can be had. It has a thread of its
/// own, so that a generator at its limit does not hold it up.
/// </summary>
internal sealed class ServerWatch : IServerWatch
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly ManualResetEventSlim _stop = new();
    private readonly List<ServerPoint> _points = [];
    private readonly Uri _metrics;
    private readonly int? _serverPid;
    private readonly int? _postgresPid;
    private Thread? _thread;
    private bool _hasMetrics;

    /// <param name="server">The server.</param>
    /// <param name="serverPid">Its process; looked for by its port where it is not given.</param>
    /// <param name="metrics">Where its metrics are; beside it where it is not given.</param>
    /// <param name="postgresPid">The postmaster; looked for below the server where it is not given.</param>
    public ServerWatch(Uri server, int? serverPid = null, Uri? metrics = null, int? postgresPid = null)
    {
        _metrics = metrics ?? new Uri(server, "/metrics");
        _serverPid = serverPid ?? ListeningProcess.Find(server);
        _postgresPid = postgresPid;
    }

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "server watch" };
        _thread.Start();
    }

    public ServerSeries Stop()
    {
        _stop.Set();
        _thread?.Join();
        return new ServerSeries { Points = _points, ServerPid = _serverPid, HasMetrics = _hasMetrics };
    }

    public void Dispose()
    {
        _stop.Set();
        _thread?.Join();
        _http.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        var start = Stopwatch.GetTimestamp();
        var before = Take();
        for (var due = Period; !_stop.Wait(Positive(due - Stopwatch.GetElapsedTime(start))); due += Period)
        {
            var look = Take();
            _points.Add(look.Since(before, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
            before = look;
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private Look Take()
    {
        var metrics = ReadMetrics();
        var table = ProcessTable.Read();
        return new Look(
            Stopwatch.GetTimestamp(),
            ProcessorTime.Of(table, _serverPid, _postgresPid),
            _serverPid is { } id ? ProcessMemory.Read(id) : null,
            ProcessMemory.Together(table.Postgres(_serverPid, _postgresPid)),
            metrics);
    }

    private MetricsSample? ReadMetrics()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _metrics);
            using var response = _http.Send(request);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            using var reader = new StreamReader(response.Content.ReadAsStream());
            var sample = MetricsSample.Parse(reader.ReadToEnd());
            _hasMetrics = true;
            return sample;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            // Without metrics, or too busy to say them: this second has none.
            return null;
        }
    }
}
