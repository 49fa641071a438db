using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatOrleans.Grains.Storage;

/// <summary>Runs calls of grains that need PostgreSQL: while it is away, their callers get <c>unavailable</c>.</summary>
internal static partial class OutageGuard
{
    private const int QuietRetryAfterMs = 500;
    private const int RetryAfterMs = 1_000;

    /// <summary>
    /// Answers what the body does, and leaves no line in the log: people's calls are so many that an outage would fill it.
    /// </summary>
    public static Task<Result<T>> RunAsync<T>(Func<Task<Result<T>>> body)
        where T : class => RunAsync(logger: null, QuietRetryAfterMs, body);

    /// <summary>Answers what the body does; the logger is the grain's.</summary>
    public static Task<Result<T>> RunAsync<T>(ILogger logger, Func<Task<Result<T>>> body)
        where T : class => RunAsync(logger, RetryAfterMs, body);

    private static async Task<Result<T>> RunAsync<T>(ILogger? logger, int retryAfterMs, Func<Task<Result<T>>> body)
        where T : class
    {
        try
        {
            return await body();
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            if (logger is not null)
            {
                // Without the stack: there is one of these for every call that meets the outage.
                LogOutage(logger, e.Message);
            }

            return Refusal.Unavailable(retryAfterMs);
        }
    }

    [LoggerMessage(1302, LogLevel.Warning, "PostgreSQL went away during a call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}
