using System.Diagnostics.Metrics;
using Npgsql;

namespace ChatOrleans.Grains.Telemetry;

/// <summary>
/// The connection pools as Npgsql measures them, under names that don't show the connection string, which Npgsql's own
/// label does. Read when somebody asks; what Npgsql measures per statement stays off.
/// </summary>
internal sealed class DatabasePools : IDisposable
{
    private const string CountName = "db.client.connection.count";
    private const string MaxName = "db.client.connection.max";

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, Measurement<int> Value)> _seen = [];

    public DatabasePools()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Npgsql" && instrument.Name is CountName or MaxName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => _seen.Add((instrument.Name, Rename(value, tags))));
        _listener.Start();
    }

    public IEnumerable<Measurement<int>> Count() => Read(CountName);

    public IEnumerable<Measurement<int>> Max() => Read(MaxName);

    public void Dispose() => _listener.Dispose();

    private Measurement<int>[] Read(string name)
    {
        lock (_gate)
        {
            _seen.Clear();
            _listener.RecordObservableInstruments();
            return
            [
                .. _seen.Where(seen => seen.Name == name)
                    .GroupBy(seen => string.Join('|', seen.Value.Tags.ToArray().Select(tag => tag.Value)))
                    .Select(same => new Measurement<int>(same.Sum(seen => seen.Value.Value), same.First().Value.Tags)),
            ];
        }
    }

    private static Measurement<int> Rename(int value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<KeyValuePair<string, object?>> renamed = [];
        foreach (var (key, text) in tags)
        {
            switch (key)
            {
                case "db.client.connection.pool.name":
                    var (pool, server) = NamesOf(text as string);
                    renamed.Add(new("pool", pool));
                    renamed.Add(new("server", server));
                    break;
                case "db.client.connection.state":
                    renamed.Add(new("state", text));
                    break;
            }
        }

        return new Measurement<int>(value, renamed);
    }

    private static (string Pool, string Server) NamesOf(string? name)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(name);
            return (parts.ApplicationName ?? "orleans", parts.Host?.StartsWith('/') is true ? "local" : $"{parts.Host}:{parts.Port}");
        }
        catch (ArgumentException)
        {
            // A data source that was given a name has that, and no connection string.
            return (name ?? "unknown", "unknown");
        }
    }
}
