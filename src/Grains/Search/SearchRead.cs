using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Search;

/// <summary>One shard's part of a search, of one snapshot and in one round trip.</summary>
internal sealed class SearchRead : IShardRead
{
    private static readonly string BoundTimeStatement = SqlText.Of<SearchRead>("bound_time");
    private static readonly string ServedStatement = SqlText.Of<SearchRead>("served");
    private static readonly string FindStatement = SqlText.Of<SearchRead>("find");

    private SearchRead(BucketSet readable, bool asksForWords, List<FoundMessage> found) =>
        (Readable, AsksForWords, Found) = (readable, asksForWords, found);

    public BucketSet Readable { get; }

    /// <summary>Whether the query names a word that has to be there.</summary>
    public bool AsksForWords { get; }

    /// <summary>What the page begins with, and one more if there is one.</summary>
    public List<FoundMessage> Found { get; }

    public static async Task<SearchRead> OfAsync(
        LogShard shard, UserId caller, SearchQuery query, SearchCursor place, TimeSpan timeout)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(shard.Source);
        snapshot.Add(BoundTimeStatement, new NpgsqlParameter { Value = $"{(int)timeout.TotalMilliseconds}ms" });
        snapshot.Add(ServedStatement, new NpgsqlParameter { Value = query.Text });
        snapshot.Add(
            FindStatement,
            new() { Value = caller.Value },
            new() { Value = query.Text },
            new() { Value = query.ThreadId is { } thread ? thread.Value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            new() { Value = place.Rank, NpgsqlDbType = NpgsqlDbType.Real },
            new() { Value = place.At },
            new() { Value = place.ThreadId.Value },
            new() { Value = place.Seq },
            new() { Value = query.Limit + 1 });
        await using var row = await snapshot.ExecuteAsync();
        await row.NextResultAsync();
        await row.ReadAsync();
        var (readable, asksForWords) = (new BucketSet(row.GetFieldValue<byte[]>(0)), row.GetBoolean(1));
        await row.NextResultAsync();
        List<FoundMessage> found = [];
        while (await row.ReadAsync())
        {
            found.Add(Read(row));
        }

        return new SearchRead(readable, asksForWords, found);
    }

    private static FoundMessage Read(NpgsqlDataReader row)
    {
        var (snippet, highlights) = Snippet.Read(row.GetString(10));
        return new FoundMessage(row.GetFloat(0), new SearchHit
        {
            Message = MessageRow.Read(row, 2, 7, new ThreadId(row.GetGuid(1))) with
            {
                Attachments = AttachmentRow.ReadAll(row, 11),
            },
            Snippet = snippet,
            Highlights = highlights,
        });
    }
}
