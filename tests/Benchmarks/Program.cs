using BenchmarkDotNet.Running;
using ChatOrleans.Benchmarks.Gate;
using ChatOrleans.Benchmarks.Timing;

namespace ChatOrleans.Benchmarks;

/// <summary>
/// <c>gate</c> holds the allocated bytes of the hot path against the accepted ones, <c>accept</c> accepts today's;
/// without a verb BenchmarkDotNet measures times and allocations.
/// </summary>
internal static class Program
{
    /// <summary>0: nothing grew. 1: something did.</summary>
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["gate"]:
                var verdict = await AllocationGate.CheckAsync(Console.Out);
                return verdict.Passed ? 0 : 1;
            case ["accept"]:
                await AllocationGate.AcceptAsync(Console.Out);
                return 0;
            default:
                BenchmarkRunner.Run<PieceTimes>(args: args);
                return 0;
        }
    }
}
