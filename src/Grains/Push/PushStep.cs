namespace ChatOrleans.Grains.Push;

/// <summary>What is done with a claim.</summary>
internal enum PushStep
{
    /// <summary>Nothing: there is nothing new, or nobody is to hear of it.</summary>
    Rest,

    /// <summary>It is looked at again: a device that is open may still take it.</summary>
    Wait,

    /// <summary>A notification of the newest message.</summary>
    Show,

    /// <summary>The notification that is shown is taken back.</summary>
    Withdraw,
}
