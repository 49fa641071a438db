namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>A piece of the hot path that can be run again and again by itself.</summary>
internal interface IPiece : IAsyncDisposable
{
    /// <summary>What it is called in the figures.</summary>
    string Name { get; }

    /// <summary>Messages of one run; figures are per message.</summary>
    int Messages { get; }

    /// <summary>How long it runs before it counts.</summary>
    TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    /// <summary>How long one round of it is.</summary>
    TimeSpan Round => TimeSpan.FromMilliseconds(150);

    /// <summary>What has been allocated so far where it runs, which is this process unless it says otherwise.</summary>
    ValueTask<long> ReadAllocatedAsync() => new(GC.GetTotalAllocatedBytes(precise: true));

    /// <summary>Makes what the runs need.</summary>
    Task PrepareAsync();

    /// <summary>Runs once; done when everything that it began has ended.</summary>
    Task RunAsync();
}
