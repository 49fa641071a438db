using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Server;

/// <summary>One look at the server, and what it did since the look before.</summary>
/// <param name="At">When, as a <see cref="Stopwatch"/> timestamp.</param>
/// <param name="Time">Processor time used so far.</param>
/// <param name="Server">The server's memory.</param>
/// <param name="PostgresBytes">PostgreSQL's memory.</param>
/// <param name="Metrics">What the server says of itself; null when it says nothing.</param>
internal sealed record Look(long At, ProcessorTime Time, ProcessMemory? Server, long? PostgresBytes, MetricsSample? Metrics)
{
    private const double P99 = 0.99;
    private const string Heap = "dotnet_gc_last_collection_heap_size_bytes";
    private const string Collected = "dotnet_gc_collections_total";

    /// <summary>The second between the two looks.</summary>
    public ServerPoint Since(Look before, long unixSeconds)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, At).TotalSeconds;
        var time = Time.Since(before.Time);
        var rows = Rate("chat_log_batch_size_sum");
        var commits = Rate("chat_log_batch_size_count");
        return new ServerPoint
        {
            At = unixSeconds,
            ServerCores = (time.Server?.TotalSeconds / seconds) ?? Rate("dotnet_process_cpu_time_seconds_total"),
            PostgresCores = time.Postgres?.TotalSeconds / seconds,
            GeneratorCores = time.Generator.TotalSeconds / seconds,
            ServerBytes = Server?.All ?? Metrics?.Sum("dotnet_process_memory_working_set_bytes"),
            PostgresBytes = PostgresBytes,
            Threads = Server?.Threads,
            HeapBytes = Metrics?.Sum(Heap),
            AllocatedBytes = Rate("dotnet_gc_heap_total_allocated_bytes_total"),
            Collections0 = Rate(Collected, "\"gen0\""),
            Collections1 = Rate(Collected, "\"gen1\""),
            Collections2 = Rate(Collected, "\"gen2\""),
            PauseShare = Rate("dotnet_gc_pause_time_seconds_total"),
            PoolQueue = Metrics?.Sum("dotnet_thread_pool_queue_length"),
            Connections = Metrics?.Sum("chat_connections"),
            Commits = commits,
            Rows = rows,
            RowsPerCommit = commits > 0 ? rows / commits : null,
            LogQueue = Metrics?.Sum("chat_log_queue_length"),
            LogDelayMs = Milliseconds("chat_log_queue_delay_seconds"),
            CommitMs = Milliseconds("chat_log_commit_duration_seconds"),
            DeliveryLagMs = Milliseconds("chat_delivery_lag_seconds"),
            AckMs = Milliseconds("chat_message_ack_duration_seconds"),
            Refused = Happened("chat_send_refused_total"),
            Overflows = Happened("chat_push_overflows_total"),
        };

        // A metric is not there before its first value, so one that comes up began at 0.
        double? Rate(string name, string label = "") =>
            before.Metrics is null ? null : (Metrics?.Sum(name, label) - (before.Metrics.Sum(name, label) ?? 0)) / seconds;

        // What the product counts and has not shown yet has not happened.
        double? Happened(string name) => Rate(name) ?? (Rate("chat_connections") is null ? null : 0);

        double? Milliseconds(string name) =>
            before.Metrics is null ? null : Metrics?.Quantile(name, P99, before.Metrics) * 1_000;
    }
}
