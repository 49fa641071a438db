using ChatOrleans.Telemetry.Networks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Limits;

/// <summary>Whose calls and connections meet no limits.</summary>
internal sealed class Exemption(IOptions<LimitOptions> options)
{
    private readonly NetworkSet _networks = new(options.Value.ExemptNetworks);

    /// <summary>Whether limits leave the call, or the connection that it begins, alone.</summary>
    public bool Covers(HttpContext? context) => context is not null && _networks.Holds(context);
}
