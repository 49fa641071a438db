using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>How a scenario is conducted, and what becomes of its result.</summary>
internal sealed record RunOptions
{
    /// <summary>The options as told, for the report and for whoever repeats the run.</summary>
    public required SortedDictionary<string, string> Told { get; init; }

    /// <summary>The server's process, when it runs on this machine and its processor time is wanted.</summary>
    public int? ServerPid { get; init; }

    /// <summary>Generator processes on this machine; with 1 and no agents, this very process is the generator.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Generators elsewhere, as host:port.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>What the agents have to be told.</summary>
    public string? Token { get; init; }

    /// <summary>A file for the report as JSON.</summary>
    public string? JsonFile { get; init; }

    /// <summary>A file for the report as a page.</summary>
    public string? HtmlFile { get; init; }

    /// <summary>What has to be true of the figures.</summary>
    public IReadOnlyList<Assertion> Assertions { get; init; } = [];
}
