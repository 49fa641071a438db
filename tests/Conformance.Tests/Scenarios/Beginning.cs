namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>How far everybody is before a scenario's first step.</summary>
internal enum Beginning
{
    /// <summary>The devices are there, and nobody is signed in.</summary>
    SignedOut,

    /// <summary>All are signed in and connected.</summary>
    Connected,

    /// <summary>All are connected, and the first device has opened the thread with the other person.</summary>
    Talking,
}
