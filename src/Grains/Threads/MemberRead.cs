using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>One shard's part of what is asked about a user: everything in it is of one snapshot, read in one round trip.</summary>
internal sealed class MemberRead : IShardRead
{
    private static readonly string ServedStatement = SqlText.Of<MemberRead>("served");
    private static readonly string MeStatement = SqlText.Of<MemberRead>("me");
    private static readonly string IdentityStatement = SqlText.Of<MemberRead>("identity");
    private static readonly string ActiveStatement = SqlText.Of<MemberRead>("active");
    private static readonly string ListStatement = SqlText.Of<MemberRead>("list");
    private static readonly string CatchUpStatement = SqlText.Of<MemberRead>("catch_up");

    private MemberRead(LogShard shard) => Shard = shard.Name;

    /// <summary>The shard's name.</summary>
    public string Shard { get; }

    public BucketSet Readable { get; private set; }

    /// <summary>The history that the shard is; empty when it was not asked.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>The caller as the home database has them; null when there is no such user, and elsewhere.</summary>
    public (string Handle, string DisplayName)? Me { get; private set; }

    /// <summary>At home: the histories that the shards joined with.</summary>
    public Dictionary<string, string> Joined { get; private set; } = [];

    /// <summary>The active threads with their activity, newest first.</summary>
    public List<(DateTime Activity, ThreadId ThreadId)> Active { get; } = [];

    /// <summary>The threads of the page, each with its place in the order, and one more if there is one.</summary>
    public List<(DateTime Activity, ThreadView View)> Threads { get; } = [];

    /// <summary>The threads of the cursors, each with its cursor's place.</summary>
    public List<(long Place, CaughtUp Thread)> CaughtUp { get; } = [];

    public static async Task<MemberRead> OfAsync(LogShard shard, MemberQuery query, DateTimeOffset now)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(shard.Source);
        Ask(snapshot, query, isHome: shard.Index == 0);
        await using var row = await snapshot.ExecuteAsync();
        var read = new MemberRead(shard);
        await read.ReadShardAsync(row, query.Me, isHome: shard.Index == 0);
        if (query.Me)
        {
            await row.NextResultAsync();
            while (await row.ReadAsync())
            {
                read.Active.Add((row.GetDateTime(1), new ThreadId(row.GetGuid(0))));
            }
        }

        if (query.Page is not null)
        {
            await row.NextResultAsync();
            while (await row.ReadAsync())
            {
                // The row's place is its last column.
                read.Threads.Add((row.GetDateTime(row.FieldCount - 1), ThreadRow.Read(row, now).View));
            }
        }

        if (query.CatchUp is not null)
        {
            await row.NextResultAsync();
            await read.ReadCaughtUpAsync(row);
        }

        return read;
    }

    private static void Ask(ReadSnapshot snapshot, MemberQuery query, bool isHome)
    {
        if (!query.Me)
        {
            snapshot.Add(ServedStatement);
        }
        else if (isHome)
        {
            snapshot.Add(MeStatement, Of(query.Caller));
        }
        else
        {
            snapshot.Add(IdentityStatement);
        }

        if (query.Me)
        {
            snapshot.Add(ActiveStatement, Of(query.Caller));
        }

        if (query.Page is { } page)
        {
            snapshot.Add(
                ListStatement,
                Of(query.Caller),
                new() { Value = page.Activity },
                new() { Value = page.ThreadId.Value },
                new() { Value = query.Limit + 1 },
                new() { Value = (object?)query.Archived ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
        }

        if (query.CatchUp is { } catchUp)
        {
            snapshot.Add(
                CatchUpStatement,
                Of(query.Caller),
                new() { Value = catchUp.Cursors.Select(cursor => cursor.ThreadId.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = catchUp.Cursors.Select(cursor => cursor.LastSeq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new() { Value = SyncAnswer.EventsPerThread },
                new() { Value = SyncAnswer.EventsPerAnswer });
        }
    }

    private static NpgsqlParameter Of(UserId user) => new() { Value = user.Value };

    private async Task ReadShardAsync(NpgsqlDataReader row, bool identity, bool isHome)
    {
        await row.ReadAsync();
        Readable = new BucketSet(row.GetFieldValue<byte[]>(0));
        if (!identity)
        {
            return;
        }

        Identity = Epoch.IdentityOf(row.GetString(1), row.GetString(2), row.GetGuid(3));
        if (isHome)
        {
            Me = row.IsDBNull(4) ? null : (row.GetString(4), row.GetString(5));
            Joined = row.GetFieldValue<string[]>(6).Zip(row.GetFieldValue<string[]>(7)).ToDictionary();
        }
    }

    private async Task ReadCaughtUpAsync(NpgsqlDataReader row)
    {
        while (await row.ReadAsync())
        {
            var threadId = new ThreadId(row.GetGuid(0));
            var place = row.GetInt64(10);
            if (CaughtUp.Count == 0 || CaughtUp[^1].Place != place)
            {
                CaughtUp.Add((place, new CaughtUp(threadId, row.GetInt64(1), row.GetInt64(2), [])));
            }

            if (!row.IsDBNull(3))
            {
                CaughtUp[^1].Thread.Events.Add(EventRow.Read(row, 3, threadId, attachments: 11));
            }
        }
    }
}
