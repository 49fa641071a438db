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
        DbException database => database.IsTransient || IsServersFault(database.SqlState),
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

    /// <summary>
    /// Whether the outcome of attempts is unknown after this answer: <c>overloaded</c> says that its own attempt has stored
    /// nothing, and nothing of an attempt before it that may still be on its way.
    /// </summary>
    public static bool Is(Refusal? refusal, bool inDoubt) => Is(refusal) || (inDoubt && refusal?.Code == RefusalCode.Overloaded);

    /// <summary>
    /// PostgreSQL did not answer, or the state it is in is at fault, not the statement: connection (08), a standby (25), a
    /// conflict (40), resources (53), locks (55), shutdown or timeout (57), disks (58).
    /// </summary>
    private static bool IsServersFault(string? sqlState) =>
        sqlState is null or ['0', '8', ..] or ['2', '5', ..] or ['4', '0', ..] or ['5', '3' or '5' or '7' or '8', ..];
}
