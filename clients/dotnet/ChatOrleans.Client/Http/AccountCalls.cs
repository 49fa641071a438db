using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>The caller's account and settings.</summary>
public sealed class AccountCalls
{
    private readonly SessionWire _wire;

    internal AccountCalls(SessionWire wire) => _wire = wire;

    /// <summary>The caller.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<Me> GetMeAsync(CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, "me"),
        ContractJson.Default.Me,
        cancellationToken);

    /// <summary>The caller's settings.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<UserSettings> GetSettingsAsync(CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, "me/settings"),
        ContractJson.Default.UserSettings,
        cancellationToken);

    /// <summary>Says whether others see when the caller is there. It lasts until it is changed back.</summary>
    /// <param name="share">Seen or not.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<UserSettings> SharePresenceAsync(bool share, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Patch, "me/settings") { Content = () => HttpWire.JsonOf(new SettingsRequest { SharePresence = share }, ContractJson.Default.SettingsRequest) },
        ContractJson.Default.UserSettings,
        cancellationToken);

    /// <summary>Whether others find the caller by less than the whole handle.</summary>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task<bool> IsFindableAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(HttpMethod.Get, "me/findable"),
            ContractJson.Default.Findability,
            cancellationToken).ConfigureAwait(false);
        return answer.Findable;
    }

    /// <summary>Says whether others find the caller by less than the whole handle.</summary>
    /// <param name="findable">Found or not.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task<bool> SetFindableAsync(bool findable, CancellationToken cancellationToken = default)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(findable ? HttpMethod.Put : HttpMethod.Delete, "me/findable"),
            ContractJson.Default.Findability,
            cancellationToken).ConfigureAwait(false);
        return answer.Findable;
    }

    /// <summary>Deactivates the account: all its sessions end. Logging in with <c>Reactivate</c> brings everything back.</summary>
    /// <param name="password">The caller's.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task DeactivateAsync(string password, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Post, "me/deactivate") { Content = () => HttpWire.JsonOf(new DeactivateRequest { Password = password }, ContractJson.Default.DeactivateRequest) },
        cancellationToken);

    /// <summary>Erases the caller, for ever; there is no way back.</summary>
    /// <param name="password">The caller's.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task EraseAsync(string password, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, "me") { Content = () => HttpWire.JsonOf(new EraseRequest { Password = password }, ContractJson.Default.EraseRequest) },
        cancellationToken);

    /// <summary>A ticket, which opens one connection within 60 s and is all that may stand in a URL.</summary>
    internal async Task<string> IssueTicketAsync(CancellationToken cancellationToken)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(HttpMethod.Post, "connections/tickets"), ContractJson.Default.TicketAnswer, cancellationToken).ConfigureAwait(false);
        return answer.Ticket;
    }
}
