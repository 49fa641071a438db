namespace ChatOrleans.LoadTest.Sizing;

/// <summary>Something that happens at random at a rate: the times in between are exponentially distributed.</summary>
internal static class Arrivals
{
    /// <summary>Begins it; it happens as long as it is to go on.</summary>
    public static void Begin(EventClock clock, Random random, double rate, Func<bool> goesOn, Action arrives)
    {
        void Next()
        {
            if (goesOn())
            {
                arrives();
                clock.After(Gap(random, rate), Next);
            }
        }

        if (rate > 0)
        {
            clock.After(Gap(random, rate), Next);
        }
    }

    private static double Gap(Random random, double rate) => -Math.Log(1 - random.NextDouble()) / rate;
}
