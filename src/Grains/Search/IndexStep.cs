namespace ChatOrleans.Grains.Search;

/// <summary>What a step of indexing has done.</summary>
/// <param name="Turn">Whether it was this silo's turn; nothing was done otherwise.</param>
/// <param name="Events">The events that were indexed.</param>
/// <param name="IsRoundOver">Whether all pending threads were looked at since the round began.</param>
internal readonly record struct IndexStep(bool Turn, int Events, bool IsRoundOver);
