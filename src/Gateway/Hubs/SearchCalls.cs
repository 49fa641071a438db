using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The hub's searches.</summary>
internal sealed class SearchCalls(IGrainFactory grains, GrainCalls calls, CallLimits limits)
{
    private readonly IMessageSearchGrain _messages = grains.GetGrain<IMessageSearchGrain>(0);

    public Task<Result<SearchPage>> SearchAsync(ChatConnection connection, SearchQuery query) =>
        !connection.IsExempt && !limits.MessageSearch.TryTake(connection.UserId, out var retryAfterMs)
            ? Task.FromResult<Result<SearchPage>>(Refusal.RateLimited(retryAfterMs))
            : calls.ReadAsync(() => _messages.SearchAsync(connection.UserId, query), CancellationToken.None);
}
