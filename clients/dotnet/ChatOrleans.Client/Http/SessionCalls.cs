using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>The caller's sessions (devices).</summary>
public sealed class SessionCalls
{
    private readonly SessionWire _wire;

    internal SessionCalls(SessionWire wire) => _wire = wire;

    /// <summary>The caller's sessions, the last used first; the latest 200.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task<IReadOnlyList<SessionAnswer>> ListAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(HttpMethod.Get, "sessions"),
            ContractJson.Default.SessionsAnswer,
            cancellationToken).ConfigureAwait(false);
        return answer.Sessions;
    }

    /// <summary>Ends one of them, as by logging out. Repeating changes nothing.</summary>
    /// <param name="sessionId">Which one.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task EndAsync(string sessionId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, $"sessions/{Uri.EscapeDataString(sessionId)}"),
        cancellationToken);

    /// <summary>Ends all but the caller's.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task EndOthersAsync(CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, "sessions"),
        cancellationToken);
}
