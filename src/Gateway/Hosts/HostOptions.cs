using ChatOrleans.Gateway.Limits;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>The section <c>Chat:Hosts</c>: the applications whose users and servers are let in.</summary>
public sealed class HostOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Hosts";

    /// <summary>
    /// Who signs tokens for users of their own, by the host's name: 1 to 32 of a-z, 0-9 and '-'. The name is part of what
    /// an account is found by: it never changes.
    /// </summary>
    public Dictionary<string, IssuerOptions> Issuers { get; init; } = [];

    /// <summary>Calls with one key of a host's server.</summary>
    public RateOptions Calls { get; set; } = new() { PerSecond = 100, Burst = 1_000 };
}
