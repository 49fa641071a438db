namespace ChatOrleans.LoadTest.Measuring;

/// <summary>What is timed. In an open loop from when it should have begun, otherwise from when it began.</summary>
internal enum Measure
{
    /// <summary>A message, to its acknowledgement.</summary>
    Acknowledgement,

    /// <summary>A message, to its arrival at the partner.</summary>
    Delivery,

    /// <summary>How late the generator itself was.</summary>
    Lateness,

    /// <summary>From the first byte to the answered SignalR handshake.</summary>
    Connect,

    /// <summary>From when a person means to be back (the loss, and the jitter behind it) to the <c>Sync</c> that is complete again.</summary>
    Reconnect,

    /// <summary><c>Sync</c>.</summary>
    Sync,

    /// <summary><c>OpenThread</c>.</summary>
    Open,

    /// <summary><c>CloseThread</c>.</summary>
    Close,

    /// <summary>A page of <c>GetHistory</c>.</summary>
    History,

    /// <summary><c>MarkRead</c>.</summary>
    Read,

    /// <summary>From dropping everybody to everybody caught up again, jitter included; one a drop.</summary>
    AllBack,
}
