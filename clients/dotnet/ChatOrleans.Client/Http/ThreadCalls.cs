using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Threads without a connection.</summary>
public sealed class ThreadCalls
{
    private readonly SessionWire _wire;

    internal ThreadCalls(SessionWire wire) => _wire = wire;

    /// <summary>The caller's threads, newest activity first.</summary>
    /// <param name="cursor">The last page's <see cref="ThreadPage.NextCursor"/>.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="archived">The archived ones alone, the others alone, or all.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadPage> ListAsync(string? cursor = null, int limit = 50, bool? archived = null, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, $"threads?limit={limit}{Query.Of("cursor", cursor)}{Query.Of("archived", archived)}"),
        ContractJson.Default.ThreadPage,
        cancellationToken);

    /// <summary>Opens the thread with somebody.</summary>
    /// <param name="with">A handle or a user id.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadView> OpenAsync(string with, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Post, "threads") { Content = () => HttpWire.JsonOf(new OpenRequest { With = with }, ContractJson.Default.OpenRequest) },
        ContractJson.Default.ThreadView,
        cancellationToken);

    /// <summary>One thread.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadView> GetAsync(string threadId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, $"threads/{Uri.EscapeDataString(threadId)}"),
        ContractJson.Default.ThreadView,
        cancellationToken);

    /// <summary>Ends the active phase for both; history stays readable.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadView> CloseAsync(string threadId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Post, $"threads/{Uri.EscapeDataString(threadId)}/close"),
        ContractJson.Default.ThreadView,
        cancellationToken);

    /// <summary>Puts the thread away for the caller alone, or brings it back.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="archived">Away or back.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadView> ArchiveAsync(string threadId, bool archived = true, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(archived ? HttpMethod.Put : HttpMethod.Delete, $"threads/{Uri.EscapeDataString(threadId)}/archive"),
        ContractJson.Default.ThreadView,
        cancellationToken);

    /// <summary>Mutes the thread for the caller.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="until">Until when; for good where null.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadView> MuteAsync(string threadId, DateTimeOffset? until = null, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Put, $"threads/{Uri.EscapeDataString(threadId)}/mute") { Content = () => HttpWire.JsonOf(new MuteRequest { Until = until }, ContractJson.Default.MuteRequest) },
        ContractJson.Default.ThreadView,
        cancellationToken);

    /// <summary>Mutes the thread no longer.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<ThreadView> UnmuteAsync(string threadId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, $"threads/{Uri.EscapeDataString(threadId)}/mute"),
        ContractJson.Default.ThreadView,
        cancellationToken);
}
