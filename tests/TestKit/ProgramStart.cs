namespace ChatOrleans.TestKit;

/// <summary>What a process of the product is started with.</summary>
public sealed record ProgramStart
{
    /// <summary>The project in <c>src</c> whose program it is.</summary>
    public required string Project { get; init; }

    /// <summary>Its built assembly, of a program that is none of <c>src</c>.</summary>
    public string? Assembly { get; init; }

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables, such as <c>Chat__MaxActiveThreads</c>; those of the surroundings are left out.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>A program and its arguments that start the program instead, such as <c>ip netns exec one</c>.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>A file that all it writes is added to; null keeps the last lines only.</summary>
    public string? LogFile { get; init; }
}
