using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Finding, blocking and reporting people.</summary>
public sealed class PeopleCalls
{
    private readonly SessionWire _wire;

    internal PeopleCalls(SessionWire wire) => _wire = wire;

    /// <summary>People by an exact handle, or the first 3 to 64 characters of a handle or a name; there are no further pages.</summary>
    /// <param name="query">What to look for, compared without case.</param>
    /// <param name="limit">1 to 20.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task<IReadOnlyList<Profile>> FindAsync(string query, int limit = 20, CancellationToken cancellationToken = default)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(HttpMethod.Get, $"users?query={Uri.EscapeDataString(query)}&limit={limit}"),
            ContractJson.Default.PeoplePage,
            cancellationToken).ConfigureAwait(false);
        return answer.Users;
    }

    /// <summary>Whom the caller has blocked, the last one first.</summary>
    /// <param name="cursor">The last page's <see cref="BlockPage.NextCursor"/>.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<BlockPage> ListBlocksAsync(string? cursor = null, int limit = 50, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, $"blocks?limit={limit}{Query.Of("cursor", cursor)}"),
        ContractJson.Default.BlockPage,
        cancellationToken);

    /// <summary>Blocks somebody; repeating changes nothing.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task BlockAsync(string userId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Put, $"blocks/{Uri.EscapeDataString(userId)}"),
        cancellationToken);

    /// <summary>Takes a block back; the thread stays closed until one of the two opens it.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task UnblockAsync(string userId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, $"blocks/{Uri.EscapeDataString(userId)}"),
        cancellationToken);

    /// <summary>Reports somebody to those who run the service; its id.</summary>
    /// <param name="report">Whom, why, and about what.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task<string> ReportAsync(ReportUserRequest report, CancellationToken cancellationToken = default)
    {
        var answer = await _wire.CallAsync(
            new HttpCall(HttpMethod.Post, "reports") { Content = () => HttpWire.JsonOf(report, ContractJson.Default.ReportUserRequest) },
            ContractJson.Default.ReportAnswer,
            cancellationToken).ConfigureAwait(false);
        return answer.ReportId;
    }
}
