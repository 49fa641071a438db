namespace ChatOrleans.LoadTest.Reports;

/// <summary>What a scenario found.</summary>
internal interface IFigures
{
    /// <summary>Whether every promise was kept and the run went to its end; the exit status says it too.</summary>
    bool IsSound { get; }

    /// <summary>The figures for a person.</summary>
    IEnumerable<string> Lines();
}
