namespace ChatOrleans.Grains.Erasure;

/// <summary>The section <c>Chat:Erasure</c>.</summary>
public sealed class ErasureOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Erasure";

    /// <summary>
    /// How long after its first pass an erasure goes through everything once more, for what calls have stored that were
    /// under way when the account ended; 1 s to 1 h. Longer than a gateway takes to hear of ended sessions.
    /// </summary>
    public TimeSpan SecondPass { get; set; } = TimeSpan.FromSeconds(30);
}
