namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>A piece of the hot path that can be run again and again by itself.</summary>
internal interface IPiece : IAsyncDisposable
{
    /// <summary>What it is called in the figures.</summary>
    string Name { get; }

    /// <summary>Messages of one run; figures are per message.</summary>
    int Messages { get; }

    /// <summary>Makes what the runs need.</summary>
    Task PrepareAsync();

    /// <summary>Runs once; done when everything that it began has ended.</summary>
    Task RunAsync();
}
