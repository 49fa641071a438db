namespace ChatOrleans.Grains.Abstractions.Exports;

/// <summary>The files of an export. The numbers are stored; they are never reused.</summary>
[GenerateSerializer, Alias("chat.ExportFormat")]
public enum ExportFormat : short
{
    /// <summary>For programs.</summary>
    Json = 1,

    /// <summary>For people.</summary>
    Html = 2,
}
