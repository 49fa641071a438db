using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Relay;

/// <summary>Where pushes end: one client's socket.</summary>
internal interface IPushTarget
{
    /// <summary>Writes one push; completes when there is room for the next. A connection that is gone takes anything.</summary>
    ValueTask WriteAsync(SerializedHubMessage message);
}
