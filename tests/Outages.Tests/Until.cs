using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Outages.Tests;

/// <summary>Waiting for what has to happen; passing the deadline is a failure.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer is yes.</summary>
    public static Task TrueAsync(string what, Func<Task<bool>> ask) =>
        FoundAsync(what, async () => await ask() ? "yes" : null);

    /// <summary>Asks again and again until there is an answer. What PostgreSQL refuses meanwhile counts as none.</summary>
    public static async Task<T> FoundAsync<T>(string what, Func<Task<T?>> ask)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            Exception? fault = null;
            try
            {
                if (await ask() is { } found)
                {
                    return found;
                }
            }
            catch (NpgsqlException exception)
            {
                fault = exception;
            }

            if (deadline.IsCancellationRequested)
            {
                throw new ExpectationException($"In {Deadline.TotalSeconds:F0} s it did not come about that {what}.", fault!);
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
