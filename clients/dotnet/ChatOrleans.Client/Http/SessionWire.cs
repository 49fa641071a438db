using System.Text.Json.Serialization.Metadata;
using ChatOrleans.Client.Sessions;

namespace ChatOrleans.Client.Http;

/// <summary>Calls with the session's token, which is renewed when it is used up.</summary>
internal sealed class SessionWire(HttpWire wire, SessionKeeper session)
{
    /// <summary>A call whose answer has a body.</summary>
    public async Task<T> CallAsync<T>(HttpCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return await HttpWire.ReadAsync(answer, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A call whose answer has none.</summary>
    public async Task CallAsync(HttpCall call, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the call and gives its answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpCall call, CancellationToken cancellationToken)
    {
        var token = await session.GetAccessTokenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await wire.SendAsync(call with { Token = token }, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException exception) when (exception.Code == ErrorCodes.Unauthenticated)
        {
            token = await session.RefreshAsync(token, cancellationToken).ConfigureAwait(false);
            return await wire.SendAsync(call with { Token = token }, cancellationToken).ConfigureAwait(false);
        }
    }
}
