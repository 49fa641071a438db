using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Search;

[StatelessWorker, Reentrant] // Without state of its own; each search is a snapshot that no other call changes.
internal sealed class MessageSearchGrain(MessageSearcher searcher) : Grain, IMessageSearchGrain
{
    private const int RetryAfterMs = 1_000;

    public async Task<Result<SearchPage>> SearchAsync(UserId caller, SearchQuery query)
    {
        if (!SearchCursor.TryParse(query, out var place))
        {
            return Refusal.InvalidArgument("cursor", "This is no nextCursor of an earlier answer to the same query.");
        }

        try
        {
            return await searcher.SearchAsync(caller, query, place);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return Refusal.Overloaded(RetryAfterMs) with
            {
                Message = "The search took too long; more words, or one thread, make it shorter.",
            };
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }
}
