namespace ChatOrleans.LoadTest.Server;

/// <summary>One process.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Parent">Who started it.</param>
/// <param name="Own">The processor time it has used.</param>
/// <param name="EndedChildren">The processor time that its children had used when they ended.</param>
internal readonly record struct ProcessLine(int Id, string Name, int Parent, TimeSpan Own, TimeSpan EndedChildren);
