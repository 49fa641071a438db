namespace ChatOrleans.LoadTest.Depth;

/// <summary>What is done to a thread.</summary>
internal enum DeepWork
{
    /// <summary>A message is sent.</summary>
    Send,

    /// <summary>The newest page of its history is read.</summary>
    NewestPage,

    /// <summary>A page somewhere in the middle half of its history.</summary>
    MiddlePage,

    /// <summary>The oldest page.</summary>
    OldestPage,
}
