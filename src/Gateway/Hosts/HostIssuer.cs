namespace ChatOrleans.Gateway.Hosts;

/// <summary>A host whose tokens are taken, with its keys.</summary>
internal sealed class HostIssuer(string name, IssuerOptions options)
{
    /// <summary>The host's name in the configuration.</summary>
    public string Name => name;

    /// <summary>Whom its tokens are for.</summary>
    public string Audience => options.Audience!;

    /// <summary>By how much the two clocks may differ.</summary>
    public TimeSpan ClockSkew => options.ClockSkew;

    /// <summary>Read once, when the program starts; the validator has seen to it that they can be.</summary>
    public KeyRing Keys { get; } = KeyRing.Read(name, options, []);
}
