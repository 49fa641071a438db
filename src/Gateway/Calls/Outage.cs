using System.Data.Common;
using ChatOrleans.Grains.Abstractions.Refusals;
using Orleans.Serialization;

namespace ChatOrleans.Gateway.Calls;

/// <summary>
/// Tells the faults that a cluster has when a silo or PostgreSQL goes away from the faults of the program. After an
/// outage the outcome of a call is unknown, and the wire's answer is <c>unavailable</c>, never a 500.
/// </summary>
internal static class Outage
{
    /// <summary>Whether the fault is an outage.</summary>
    public static bool Is(Exception fault) => fault switch
    {
        TimeoutException => true,
        // The base of what a silo or the client throws for lost connections, dead silos and rejected messages.
        OrleansException => true,
        // A silo in the same process hands PostgreSQL's exceptions on as they are.
        DbException database => database.IsTransient || IsServerGone(database.SqlState),
        // A silo in another process can't: this process has no such type, only its name.
        UnavailableExceptionFallbackException unknown => unknown.ExceptionType?.StartsWith("Npgsql.", StringComparison.Ordinal) is true,
        // Whatever wraps an outage is one.
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };

    /// <summary>The kind of an outage, for those who count them.</summary>
    public static string KindOf(Exception outage) => outage switch
    {
        TimeoutException => "timeout",
        DbException or UnavailableExceptionFallbackException => "database",
        OrleansException => "cluster",
        { InnerException: { } inner } => KindOf(inner),
        _ => "cluster",
    };

    /// <summary>Whether the refusal is an outage that a grain has met.</summary>
    public static bool Is(Refusal? refusal) => refusal?.Code == RefusalCode.Unavailable;

    /// <summary>PostgreSQL is shutting down or crashed (57P), or has become a standby under us (25006).</summary>
    private static bool IsServerGone(string? sqlState) =>
        sqlState is not null && (sqlState.StartsWith("57P", StringComparison.Ordinal) || sqlState == "25006");
}
