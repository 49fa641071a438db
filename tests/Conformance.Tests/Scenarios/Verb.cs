namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>What a step does. What each of them takes is told in <c>clients/conformance/README.md</c>.</summary>
internal enum Verb
{
    // A device does as its person says.
    SignIn,
    Connect,
    Disconnect,
    LogOut,
    Open,
    Close,
    Send,
    Edit,
    Delete,
    React,
    Retry,
    Discard,
    Read,
    LoadBefore,
    Upload,
    Block,

    // Something happens to a device.
    Kill,
    Revive,
    Clock,
    Revoke,

    // Something happens to what it has of a network.
    Fault,
    Release,
    Heal,
    Cut,
    Push,

    // Something happens to the server.
    KillServer,
    StopServer,
    StartServer,
    ChangeEpoch,

    // The runner.
    Fill,
    Await,
}
