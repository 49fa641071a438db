namespace ChatOrleans.Faults.Runs;

/// <summary>What is done to the log behind the product's back, so that it is known that it would be found.</summary>
internal enum Plant
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An acknowledged message is deleted.</summary>
    Deleted,

    /// <summary>The text of one is changed.</summary>
    Changed,

    /// <summary>Somebody is made a member of a second active thread.</summary>
    TwoActive,
}
