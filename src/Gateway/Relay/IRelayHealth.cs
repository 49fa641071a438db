namespace ChatOrleans.Gateway.Relay;

/// <summary>Whether pushes reach this gateway; part of being ready.</summary>
internal interface IRelayHealth
{
    /// <summary>Whether the stream was heard lately.</summary>
    bool IsHeard { get; }

    /// <summary>How long nothing was heard.</summary>
    TimeSpan Silence { get; }
}
