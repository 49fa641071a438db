namespace ChatOrleans.LoadTest.Wire;

/// <summary>What a frame from the server is to the generator.</summary>
internal enum FrameKind
{
    /// <summary>Nothing that it follows: pings, presence, typing, changes of the thread's view.</summary>
    Other,

    /// <summary>A pushed event of a thread.</summary>
    Event,

    /// <summary>How far a member is.</summary>
    Receipt,

    /// <summary>Pushes were lost.</summary>
    ResyncRequired,

    /// <summary>The node is going away.</summary>
    Draining,

    /// <summary>The answer to a message, by its conversation and number.</summary>
    SendAnswer,

    /// <summary>The answer to any other call.</summary>
    CallAnswer,
}
