using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Count and processor time at one moment; two of them make a rate and a cost.</summary>
internal readonly record struct Reading(long At, long Done, ProcessorTime Processor)
{
    public static Reading Take(long done, int? postgresPid) => Take(done, serverPid: null, postgresPid);

    public static Reading Take(long done, int? serverPid, int? postgresPid) =>
        new(Stopwatch.GetTimestamp(), done, ProcessorTime.Read(serverPid, postgresPid));
}
