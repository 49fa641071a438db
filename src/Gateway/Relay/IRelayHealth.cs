namespace ChatOrleans.Gateway.Relay;

/// <summary>Whether pushes reach this gateway; part of being ready.</summary>
internal interface IRelayHealth
{
    /// <summary>Whether the stream was heard lately and the node is not going away.</summary>
    bool IsReady { get; }
}
