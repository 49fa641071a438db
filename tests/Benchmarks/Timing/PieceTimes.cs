using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ChatOrleans.Benchmarks.Pieces;

namespace ChatOrleans.Benchmarks.Timing;

/// <summary>Times and allocations of one run of each piece, which is as many messages as its name in the figures says.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class PieceTimes
{
    private IPiece? _piece;

    /// <summary>The names of the pieces.</summary>
    public static IEnumerable<string> Names => AllPieces.MakeSingle().Select(piece => $"{piece.Name} x{piece.Messages}");

    /// <summary>The piece that is measured.</summary>
    [ParamsSource(nameof(Names))]
    public string Piece { get; set; } = "";

    /// <summary>Makes it. BenchmarkDotNet does not wait for a task here when it runs in this process.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _piece = AllPieces.MakeSingle().Single(piece => $"{piece.Name} x{piece.Messages}" == Piece);
        _piece.PrepareAsync().GetAwaiter().GetResult();
    }

    /// <summary>Runs it.</summary>
    [Benchmark]
    public Task RunAsync() => _piece!.RunAsync();

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public void End() => _piece!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>With this process's garbage collector, which is the product's, and without another build.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
