using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Web Push to the caller's device.</summary>
public sealed class PushCalls
{
    private readonly SessionWire _wire;

    internal PushCalls(SessionWire wire) => _wire = wire;

    /// <summary>What a browser subscribes with.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task<string> GetKeyAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(HttpMethod.Get, "push/key"),
            ContractJson.Default.PushKey,
            cancellationToken).ConfigureAwait(false);
        return answer.PublicKey;
    }

    /// <summary>Makes this the subscription of the caller's session, instead of any other.</summary>
    /// <param name="subscription">What the browser says of itself.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task SubscribeAsync(PushRequest subscription, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Put, "me/push") { Content = () => HttpWire.JsonOf(subscription, ContractJson.Default.PushRequest) },
        cancellationToken);

    /// <summary>Ends push to the caller's session, also where there was none.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task UnsubscribeAsync(CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, "me/push"),
        cancellationToken);
}
