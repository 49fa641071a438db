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
    /// <summary>The seq of a report, which no event has.</summary>
    public const long ReportSeq = 0;

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
            var (subject, seq) = (row.GetGuid(1), row.GetInt64(2));
            letters.Add(new DeadLetter
            {
                Endpoint = row.GetString(0),
                ThreadId = seq == ReportSeq ? null : new ThreadId(subject),
                Seq = seq == ReportSeq ? null : seq,
                ReportId = seq == ReportSeq ? subject.ToString("N") : null,
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
        command.Parameters.Add(Nullable(filter.ThreadId?.Value ?? filter.ReportId, NpgsqlDbType.Uuid));
        command.Parameters.Add(Nullable(filter.ReportId is null ? filter.Seq : ReportSeq, NpgsqlDbType.Bigint));
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes some that are to be tried once more, for a while.</summary>
    public async Task<List<(Guid SubjectId, long Seq)>> ClaimAsync(WebhookEndpoint endpoint, int limit, TimeSpan lasts)
    {
        await using var command = source.CreateCommand(ClaimStatement).With(endpoint.Name).With(limit).With(lasts);
        await using var row = await command.ExecuteReaderAsync();
        List<(Guid SubjectId, long Seq)> claimed = [];
        while (await row.ReadAsync())
        {
            claimed.Add((row.GetGuid(0), row.GetInt64(1)));
        }

        return claimed;
    }

    /// <summary>Forgets one that was taken after all.</summary>
    public async Task RaiseAsync(WebhookEndpoint endpoint, Guid subjectId, long seq)
    {
        await using var command = source.CreateCommand(RaiseStatement).With(endpoint.Name).With(subjectId).With(seq);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets one lie that was not taken this time either.</summary>
    public async Task BuryAgainAsync(WebhookEndpoint endpoint, Guid subjectId, long seq, string reason)
    {
        await using var command = source.CreateCommand(BuryStatement)
            .With(endpoint.Name).With(subjectId).With(seq).With(reason);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Nullable<T>(T? value, NpgsqlDbType type)
        where T : struct => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };
}
