namespace ChatOrleans.LoadTest.Measuring;

/// <summary>The processor time that was used in the measured time.</summary>
internal static class HoldMeter
{
    /// <summary>Null when the run was over before the measured time began.</summary>
    /// <param name="held">The measured time, when it is known.</param>
    /// <param name="serverPid">The server's process, if its time is wanted too.</param>
    /// <param name="over">Cancelled when the run is over, which may be early.</param>
    public static async Task<ProcessorTime?> MeasureAsync(Task<HeldTime> held, int? serverPid, CancellationToken over)
    {
        HeldTime time;
        try
        {
            time = await held.WaitAsync(over);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        await HeldTime.WaitUntilAsync(time.From, over);
        if (over.IsCancellationRequested)
        {
            return null;
        }

        var first = ProcessorTime.Read(serverPid);
        await HeldTime.WaitUntilAsync(time.To, over);
        return ProcessorTime.Read(serverPid).Since(first);
    }
}
