namespace ChatOrleans.Grains.Erasure;

/// <summary>Where something is left of what was to be gone.</summary>
/// <param name="Place">The database's name, or a file's.</param>
/// <param name="What">The column, or the line.</param>
/// <param name="Rows">How many rows of it.</param>
public sealed record Leftover(string Place, string What, long Rows);
