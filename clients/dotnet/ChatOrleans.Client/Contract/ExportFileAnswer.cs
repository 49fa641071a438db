namespace ChatOrleans.Client.Contract;

/// <summary>A file of an export.</summary>
public sealed record ExportFileAnswer
{
    /// <summary><c>json</c> or <c>html</c>.</summary>
    public required string Format { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Where to get it, from the server's root.</summary>
    public required string Path { get; init; }
}
