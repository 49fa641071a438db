namespace ChatOrleans.Grains.Exports;

/// <summary>The section <c>Chat:Export</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Export";

    /// <summary>How long a finished export can be read, and is kept; 1 min to 30 d.</summary>
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromDays(7);
}
