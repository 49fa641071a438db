namespace ChatOrleans.Gateway.Relay;

/// <summary>What to do with a push, by what the connection was sent before.</summary>
internal enum PushVerdict
{
    /// <summary>It is the next one.</summary>
    Push,

    /// <summary>The connection has it already.</summary>
    Drop,

    /// <summary>Something before it was lost: tell the client to catch up.</summary>
    Gap,
}
