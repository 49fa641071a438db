using ChatOrleans.Grains.Abstractions.Exports;

namespace ChatOrleans.Gateway.Http.Answers;

/// <summary>A file of an export.</summary>
internal sealed record ExportFileAnswer
{
    /// <summary><c>json</c>, for programs, or <c>html</c>, for people.</summary>
    public required string Format { get; init; }

    /// <summary>How long it is, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Where it is read, with the access token.</summary>
    public required string Path { get; init; }

    public static ExportFileAnswer Of(ExportFile file)
    {
        var format = file.Format == ExportFormat.Json ? "json" : "html";
        return new ExportFileAnswer { Format = format, Size = file.Size, Path = $"{ChatApi.Base}/me/export/{format}" };
    }
}
