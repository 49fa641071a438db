namespace ChatOrleans.LoadTest.Fleet;

/// <summary>What a coordinator and its generators tell each other.</summary>
internal enum FleetMessageKind
{
    /// <summary>To an agent, the first line: the shared secret.</summary>
    Hello,

    /// <summary>From an agent: the secret is right, and it has nothing else to do.</summary>
    Welcome,

    /// <summary>To a generator: what it does.</summary>
    Part,

    /// <summary>From a generator: its ramp is over.</summary>
    Met,

    /// <summary>To a generator: the ramps of all are over.</summary>
    Go,

    /// <summary>From a generator: what it measures.</summary>
    Held,

    /// <summary>From a generator, each second: how it goes.</summary>
    Progress,

    /// <summary>To a generator: the run ends early.</summary>
    Stop,

    /// <summary>From a generator, the last line: what it found.</summary>
    Outcome,

    /// <summary>From a generator or an agent, the last line: why there will be no outcome.</summary>
    Failed,
}
