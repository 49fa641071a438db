using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>Processor time per message in microseconds; null where it isn't known.</summary>
internal sealed record CostPerMessage
{
    public required double GeneratorUs { get; init; }

    /// <summary>The server without PostgreSQL.</summary>
    public required double? ServerUs { get; init; }

    /// <summary>The PostgreSQL that the server, or the generator, started.</summary>
    public required double? PostgresUs { get; init; }

    public static CostPerMessage? Of(ProcessorTime used, long messages) =>
        messages == 0
            ? null
            : new CostPerMessage
            {
                GeneratorUs = used.Generator.TotalMicroseconds / messages,
                ServerUs = used.Server?.TotalMicroseconds / messages,
                PostgresUs = used.Postgres?.TotalMicroseconds / messages,
            };
}
