using ChatOrleans.Benchmarks.Gate;

namespace ChatOrleans.Benchmarks.Tests;

public sealed class AllocationTests
{
    /// <summary>
    /// Where one did on purpose: <c>dotnet run -c Release --project tests/Benchmarks -- accept</c>, and say why in the
    /// commit.
    /// </summary>
#if DEBUG
    [Fact(Skip = "Only optimized code allocates what was accepted.")]
#else
    [Fact]
#endif
    public async Task No_piece_of_the_hot_path_allocates_a_tenth_more_than_was_accepted()
    {
        var verdict = await AllocationGate.CheckAsync(TextWriter.Null);
        Assert.Empty(verdict.Growths);
    }
}
