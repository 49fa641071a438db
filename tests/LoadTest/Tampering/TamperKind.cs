namespace ChatOrleans.LoadTest.Tampering;

/// <summary>What can be done to a frame.</summary>
internal enum TamperKind
{
    /// <summary>It never arrives.</summary>
    Lose,

    /// <summary>It arrives twice.</summary>
    Double,

    /// <summary>It arrives behind the next one of its sort.</summary>
    Reorder,

    /// <summary>It arrives seconds later; all others go on meanwhile.</summary>
    Delay,

    /// <summary>A character of it arrives as another one.</summary>
    Alter,
}
