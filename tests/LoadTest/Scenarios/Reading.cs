using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Count and processor time at one moment; two of them make a rate and a cost.</summary>
internal readonly record struct Reading(long At, long Done, ProcessorTime Processor)
{
    public static Reading Take(long done, int? serverPid = null, int? postgresPid = null) =>
        new(Stopwatch.GetTimestamp(), done, ProcessorTime.Read(serverPid, postgresPid));
}
