namespace ChatOrleans.Faults.Scheduling;

/// <summary>What is done to a node, or to PostgreSQL.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL, and a start after a while.</summary>
    Kill,

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    Pause,

    /// <summary>SIGTERM, and a start when it has ended.</summary>
    Roll,

    /// <summary>Its network link is down for a while: it reaches nobody but PostgreSQL.</summary>
    Cut,

    /// <summary>SIGKILL to PostgreSQL, and a start after a while.</summary>
    KillPostgres,

    /// <summary>SIGSTOP to PostgreSQL and its sessions, and SIGCONT after a while.</summary>
    PausePostgres,
}
