using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Push;

/// <summary>How far targets have been told, at home. Claims go by the database's clock, so that silos' clocks don't matter.</summary>
internal sealed class PushStore(NpgsqlDataSource source, PushTargets targets, IOptions<NotificationOptions> options, TimeProvider time)
{
    private static readonly string WantStatement = SqlText.Of<PushStore>("want");
    private static readonly string ReadStatement = SqlText.Of<PushStore>("was_read");
    private static readonly string ClaimStatement = SqlText.Of<PushStore>("claim");
    private static readonly string SettleStatement = SqlText.Of<PushStore>("settle");
    private static readonly string SweepStatement = SqlText.Of<PushStore>("sweep_next");
    private static readonly string LookStatement = SqlText.Of<PushStore>("look_again");

    /// <summary>Sees to it that somebody looks at these threads for all who are to be told of them.</summary>
    public async Task WantAsync(IReadOnlyCollection<KeyValuePair<ThreadId, long>> heads)
    {
        await using var command = source.CreateCommand(WantStatement)
            .With(targets.Endpoints.Keys.ToArray())
            .With(targets.Devices)
            .With(heads.Select(head => head.Key.Value).ToArray())
            .With(heads.Select(head => head.Value).ToArray())
            .With(options.Value.Delay);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Sees to it that somebody looks at notifications whose messages were read.</summary>
    public async Task WasReadAsync(IReadOnlyCollection<KeyValuePair<(UserId UserId, ThreadId ThreadId), long>> reads)
    {
        await using var command = source.CreateCommand(ReadStatement)
            .With(reads.Select(read => read.Key.UserId.Value).ToArray())
            .With(reads.Select(read => read.Key.ThreadId.Value).ToArray())
            .With(reads.Select(read => read.Value).ToArray());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes what is due, for a while.</summary>
    public async Task<List<PushClaim>> ClaimAsync(int limit, TimeSpan lasts)
    {
        var claim = Guid.NewGuid();
        await using var command = source.CreateCommand(ClaimStatement)
            .With(limit).With(claim).With(lasts).WithTime(time.GetUtcNow());
        await using var row = await command.ExecuteReaderAsync();
        List<PushClaim> claims = [];
        while (await row.ReadAsync())
        {
            claims.Add(new PushClaim
            {
                Claim = claim,
                TargetId = row.GetGuid(0),
                UserId = new UserId(row.GetGuid(1)),
                ThreadId = new ThreadId(row.GetGuid(2)),
                WantedSeq = row.GetInt64(3),
                ToldSeq = row.GetInt64(4),
                ShownSeq = row.GetInt64(5),
                Attempts = row.GetInt32(6),
                IsOnline = row.GetBoolean(7),
                Device = !row.GetBoolean(8) || row.IsDBNull(9) ? null : new DeviceSubscription(
                    row.GetString(9),
                    row.GetFieldValue<byte[]>(10),
                    row.GetFieldValue<byte[]>(11),
                    new DateTimeOffset(row.GetDateTime(12))),
            });
        }

        return claims;
    }

    /// <summary>Gives claims back; those that somebody else has by now stay as they are.</summary>
    public async Task SettleAsync(IReadOnlyCollection<PushSettlement> settlements)
    {
        await using var command = source.CreateCommand(SettleStatement)
            .With(Column(settlements, one => one.Claim.UserId.Value))
            .With(Column(settlements, one => one.Claim.ThreadId.Value))
            .With(Column(settlements, one => one.Claim.TargetId))
            .With(Column(settlements, one => one.Claim.Claim))
            .With(Column(settlements, one => one.ToldSeq))
            .With(Column(settlements, one => one.ShownSeq))
            .With(Column(settlements, one => one.Attempts));
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = Column(settlements, one => one.Pause),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Interval,
        });
        command.With(Column(settlements, one => one.Claim.WantedSeq)).With(options.Value.Delay);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A bucket that was not compared for as long as this; null when there is none.</summary>
    public async Task<int?> NextBucketAsync(TimeSpan period)
    {
        await using var command = source.CreateCommand(SweepStatement).With(period);
        return await command.ExecuteScalarAsync() is short bucket ? bucket : null;
    }

    /// <summary>Sees to it that somebody looks at all that is shown of threads with these ids.</summary>
    public async Task LookAgainAsync(Guid first, Guid last)
    {
        await using var command = source.CreateCommand(LookStatement).With(first).With(last);
        await command.ExecuteNonQueryAsync();
    }

    private static T[] Column<T>(IReadOnlyCollection<PushSettlement> settlements, Func<PushSettlement, T> value) =>
        [.. settlements.Select(value)];
}
