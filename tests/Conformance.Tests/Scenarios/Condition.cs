namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>What a step waits for: all of what is stated.</summary>
internal sealed record Condition
{
    /// <summary>The device's connection state.</summary>
    public string? State { get; init; }

    /// <summary>Texts that the device shows as stored.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>Texts that it shows as refused, with their codes.</summary>
    public IReadOnlyDictionary<string, string> Failed { get; init; } = new Dictionary<string, string>();

    /// <summary>How many messages of its own are not stored yet, refused ones left out.</summary>
    public int? Unsent { get; init; }

    public long? Unread { get; init; }

    /// <summary>Whether the thread takes messages.</summary>
    public bool? Active { get; init; }

    /// <summary>Why it was signed out.</summary>
    public string? SignedOut { get; init; }

    /// <summary>A fault that has struck, by its name.</summary>
    public string? Fault { get; init; }
}
