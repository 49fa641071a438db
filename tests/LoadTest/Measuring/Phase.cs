namespace ChatOrleans.LoadTest.Measuring;

/// <summary>How far a run is. Several processes are as far as the last of them.</summary>
internal enum Phase
{
    /// <summary>Accounts are made and connections opened.</summary>
    Gathering,

    /// <summary>Everybody has begun, nothing is measured yet.</summary>
    Ramp,

    /// <summary>What begins now is measured.</summary>
    Hold,

    /// <summary>It goes on, but is not measured any more.</summary>
    CoolDown,

    /// <summary>Nothing new begins; what is under way comes to its end.</summary>
    Settling,

    /// <summary>Every account is held against the server's.</summary>
    Audit,
}
