namespace ChatOrleans.Grains.Exports;

/// <summary>The section <c>Chat:Export</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Export";

    /// <summary>Days for which a finished export can be read, and is kept; 1 to 30.</summary>
    public int KeptDays { get; set; } = 7;
}
