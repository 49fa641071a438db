using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>What endpoints would not take.</summary>
internal sealed class DeadLetterStore(NpgsqlDataSource source)
{
    private static readonly string ListStatement = SqlText.Of<DeadLetterStore>("dead_letters");
    private static readonly string ReplayStatement = SqlText.Of<DeadLetterStore>("replay");
    private static readonly string ClaimStatement = SqlText.Of<DeadLetterStore>("claim_dead");
    private static readonly string RaiseStatement = SqlText.Of<DeadLetterStore>("raise");
    private static readonly string BuryStatement = SqlText.Of<DeadLetterStore>("bury_again");

    /// <summary>The oldest ones.</summary>
    public async Task<DeadLetters> ListAsync(int limit)
    {
        // One more than asked for says whether there are more.
        await using var command = source.CreateCommand(ListStatement).With(limit + 1);
        await using var row = await command.ExecuteReaderAsync();
        var letters = ImmutableArray.CreateBuilder<DeadLetter>();
        while (await row.ReadAsync())
        {
            letters.Add(new DeadLetter
            {
                Endpoint = row.GetString(0),
                ThreadId = new ThreadId(row.GetGuid(1)),
                Seq = row.GetInt64(2),
                Event = row.GetString(3),
                FailedAt = new DateTimeOffset(row.GetDateTime(4)),
                Attempts = row.GetInt32(5),
                Reason = row.GetString(6),
                Replaying = row.GetBoolean(7),
            });
        }

        return new DeadLetters { Items = [.. letters.Take(limit)], HasMore = letters.Count > limit };
    }

    /// <summary>Has those that fit tried once more; how many there are.</summary>
    public async Task<int> ReplayAsync(DeadLetterFilter filter)
    {
        await using var command = source.CreateCommand(ReplayStatement).WithText(filter.Endpoint);
        command.Parameters.Add(Nullable(filter.ThreadId?.Value, NpgsqlDbType.Uuid));
        command.Parameters.Add(Nullable(filter.Seq, NpgsqlDbType.Bigint));
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes some that are to be tried once more, for a while.</summary>
    public async Task<List<(ThreadId ThreadId, long Seq)>> ClaimAsync(WebhookEndpoint endpoint, int limit, TimeSpan lasts)
    {
        await using var command = source.CreateCommand(ClaimStatement).With(endpoint.Name).With(limit).With(lasts);
        await using var row = await command.ExecuteReaderAsync();
        List<(ThreadId ThreadId, long Seq)> claimed = [];
        while (await row.ReadAsync())
        {
            claimed.Add((new ThreadId(row.GetGuid(0)), row.GetInt64(1)));
        }

        return claimed;
    }

    /// <summary>Forgets one that was taken after all.</summary>
    public async Task RaiseAsync(WebhookEndpoint endpoint, ThreadId threadId, long seq)
    {
        await using var command = source.CreateCommand(RaiseStatement).With(endpoint.Name).With(threadId.Value).With(seq);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets one lie that was not taken this time either.</summary>
    public async Task BuryAgainAsync(WebhookEndpoint endpoint, ThreadId threadId, long seq, string reason)
    {
        await using var command = source.CreateCommand(BuryStatement)
            .With(endpoint.Name).With(threadId.Value).With(seq).With(reason);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Nullable<T>(T? value, NpgsqlDbType type)
        where T : struct => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };
}
