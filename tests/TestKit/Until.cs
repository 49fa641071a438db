namespace ChatOrleans.TestKit;

/// <summary>Waits for what no push tells of.</summary>
public static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until it is so; that it never is fails the test.</summary>
    public static async Task TrueAsync(Func<bool> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Deadline)
            {
                throw new ExpectationException("What was waited for has not come.");
            }

            await Task.Delay(Look);
        }
    }
}
