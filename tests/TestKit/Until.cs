using Npgsql;

namespace ChatOrleans.TestKit;

/// <summary>Waits for what no push tells of; passing the deadline fails the test.</summary>
public static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until it is so.</summary>
    public static Task TrueAsync(string what, Func<bool> isSo) => TrueAsync(what, () => Task.FromResult(isSo()));

    /// <summary>Asks again and again until the answer is yes. What PostgreSQL refuses meanwhile counts as no.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> ask)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Exception? fault = null;
            try
            {
                if (await ask())
                {
                    return;
                }
            }
            catch (NpgsqlException exception)
            {
                fault = exception;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Deadline)
            {
                throw new ExpectationException($"In {Deadline.TotalSeconds:F0} s it did not come about that {what}.", fault!);
            }

            await Task.Delay(Pause);
        }
    }
}
