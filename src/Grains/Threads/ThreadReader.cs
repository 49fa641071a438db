using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>The reads that must be right: each is one snapshot, with a constant number of statements.</summary>
internal sealed class ThreadReader(NpgsqlDataSource source, TimeProvider time)
{
    // Seqs stay below 2^53, so that every client's numbers hold them exactly.
    private const long MaxSeq = 1L << 53;

    private static readonly string MeStatement = SqlText.Of<ThreadReader>("me");
    private static readonly string ActiveStatement = SqlText.Of<ThreadReader>("active");
    private static readonly string ListStatement = SqlText.Of<ThreadReader>("list");
    private static readonly string CatchUpStatement = SqlText.Of<ThreadReader>("catch_up");
    private static readonly string MembersStatement = SqlText.Of<ThreadReader>("members");
    private static readonly string HistoryStatement = SqlText.Of<ThreadReader>("history");
    private static readonly string ViewsStatement = SqlText.Of<ThreadReader>("views");
    private static readonly string PresenceStatement = SqlText.Of<ThreadReader>("presence");

    /// <summary>A catch-up; null when there is no such user.</summary>
    public async Task<SyncSnapshot?> SyncAsync(UserId caller, SyncQuery query, PageCursor page)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(source);
        AddMe(snapshot, caller);
        AddList(snapshot, caller, page, SyncAnswer.ThreadsPerPage);
        snapshot.Add(
            CatchUpStatement,
            Of(caller),
            new() { Value = query.Cursors.Select(cursor => cursor.ThreadId.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            new() { Value = query.Cursors.Select(cursor => cursor.LastSeq).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            new() { Value = SyncAnswer.EventsPerThread },
            new() { Value = SyncAnswer.EventsPerAnswer });
        await using var row = await snapshot.ExecuteAsync();
        if (await ReadMeAsync(row) is not { } me)
        {
            return null;
        }

        await row.NextResultAsync();
        var threads = await ReadPageAsync(row, SyncAnswer.ThreadsPerPage);
        await row.NextResultAsync();
        return new SyncSnapshot
        {
            Me = me,
            Page = threads,
            CaughtUp = await ReadCaughtUpAsync(row),
        };
    }

    /// <summary>The caller; null when there is no such user.</summary>
    public async Task<MeSnapshot?> GetMeAsync(UserId caller)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(source);
        AddMe(snapshot, caller);
        await using var row = await snapshot.ExecuteAsync();
        return await ReadMeAsync(row);
    }

    /// <summary>A page of the caller's threads.</summary>
    public async Task<ThreadPage> ListAsync(UserId caller, int limit, PageCursor page)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(source);
        AddList(snapshot, caller, page, limit);
        await using var row = await snapshot.ExecuteAsync();
        return await ReadPageAsync(row, limit);
    }

    /// <summary>One thread as the caller sees it.</summary>
    public async Task<Result<ThreadView>> GetAsync(UserId caller, ThreadId threadId)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(source);
        snapshot.Add(ViewsStatement, new NpgsqlParameter { Value = threadId.Value });
        await using var row = await snapshot.ExecuteAsync();
        var exists = false;
        while (await row.ReadAsync())
        {
            exists = true;
            var (user, _, view) = ThreadRow.Read(row, time.GetUtcNow());
            if (user == caller)
            {
                return view;
            }
        }

        return exists ? Refusal.NotAMember() : Refusal.ThreadNotFound();
    }

    /// <summary>A page of messages.</summary>
    public async Task<Result<HistoryPage>> GetHistoryAsync(UserId caller, ThreadId threadId, HistoryQuery query)
    {
        var (below, belowLimit, above, aboveLimit) = Window(query);
        await using var snapshot = await ReadSnapshot.OpenAsync(source);
        snapshot.Add(MembersStatement, new NpgsqlParameter { Value = threadId.Value });
        snapshot.Add(
            HistoryStatement,
            new() { Value = threadId.Value },
            new() { Value = below },
            new() { Value = belowLimit },
            new() { Value = above },
            new() { Value = aboveLimit });
        await using var row = await snapshot.ExecuteAsync();
        if (!await row.ReadAsync())
        {
            return Refusal.ThreadNotFound();
        }

        if (row.GetGuid(0) != caller.Value && row.GetGuid(1) != caller.Value)
        {
            return Refusal.NotAMember();
        }

        await row.NextResultAsync();
        var messages = ImmutableArray.CreateBuilder<Message>();
        var (hasBefore, hasAfter) = (false, false);
        while (await row.ReadAsync())
        {
            (hasBefore, hasAfter) = (row.GetBoolean(0), row.GetBoolean(1));
            if (!row.IsDBNull(2))
            {
                messages.Add(MessageRow.Read(row, 2, threadId));
            }
        }

        return new HistoryPage { Messages = messages.DrainToImmutable(), HasBefore = hasBefore, HasAfter = hasAfter };
    }

    /// <summary>Presence of those who share a thread with the caller.</summary>
    public async Task<ImmutableArray<PresenceView>> GetPresenceAsync(UserId caller, ImmutableArray<UserId> userIds)
    {
        await using var command = source.CreateCommand(PresenceStatement);
        command.Parameters.Add(Of(caller));
        command.Parameters.Add(new() { Value = userIds.Select(user => user.Value).ToArray() });
        await using var row = await command.ExecuteReaderAsync();
        var now = time.GetUtcNow().UtcDateTime;
        var views = ImmutableArray.CreateBuilder<PresenceView>();
        while (await row.ReadAsync())
        {
            views.Add(new PresenceView
            {
                UserId = new UserId(row.GetGuid(0)),
                Online = !row.IsDBNull(1) && row.GetDateTime(1) > now,
                LastSeenAt = row.IsDBNull(2) ? null : new DateTimeOffset(row.GetDateTime(2)),
            });
        }

        return views.DrainToImmutable();
    }

    private static NpgsqlParameter Of(UserId user) => new() { Value = user.Value };

    private static void AddMe(ReadSnapshot snapshot, UserId caller)
    {
        snapshot.Add(MeStatement, Of(caller));
        snapshot.Add(ActiveStatement, Of(caller));
    }

    private static async Task<MeSnapshot?> ReadMeAsync(NpgsqlDataReader row)
    {
        if (!await row.ReadAsync())
        {
            return null;
        }

        var me = new MeSnapshot(
            EpochOf(row.GetString(2), row.GetString(3), row.GetGuid(4)), row.GetString(0), row.GetString(1), []);
        await row.NextResultAsync();
        while (await row.ReadAsync())
        {
            me.Active.Add(new ThreadId(row.GetGuid(0)));
        }

        return me;
    }

    private static void AddList(ReadSnapshot snapshot, UserId caller, PageCursor page, int limit) => snapshot.Add(
        ListStatement,
        Of(caller),
        new() { Value = page.Activity },
        new() { Value = page.ThreadId.Value },
        new() { Value = limit + 1 });

    private async Task<ThreadPage> ReadPageAsync(NpgsqlDataReader row, int limit)
    {
        var now = time.GetUtcNow();
        var threads = ImmutableArray.CreateBuilder<ThreadView>();
        var last = PageCursor.Start;
        string? next = null;
        while (await row.ReadAsync())
        {
            if (threads.Count == limit)
            {
                next = last.ToString();
                continue;
            }

            var (_, activity, view) = ThreadRow.Read(row, now);
            last = new PageCursor(activity, view.ThreadId);
            threads.Add(view);
        }

        return new ThreadPage { Threads = threads.DrainToImmutable(), NextCursor = next };
    }

    private static async Task<List<CaughtUp>> ReadCaughtUpAsync(NpgsqlDataReader row)
    {
        List<CaughtUp> threads = [];
        while (await row.ReadAsync())
        {
            var threadId = new ThreadId(row.GetGuid(0));
            if (threads.Count == 0 || threads[^1].ThreadId != threadId)
            {
                threads.Add(new CaughtUp(threadId, row.GetInt64(1), row.GetInt64(2), []));
            }

            if (!row.IsDBNull(3))
            {
                threads[^1].Events.Add(new ThreadEvent
                {
                    ThreadId = threadId,
                    Seq = row.GetInt64(3),
                    Type = (EventType)row.GetInt16(4),
                    SenderId = new UserId(row.GetGuid(5)),
                    At = new DateTimeOffset(row.GetDateTime(6)),
                    ClientMessageId = row.IsDBNull(7) ? null : row.GetString(7),
                    Text = row.IsDBNull(8) ? null : row.GetString(8),
                });
            }
        }

        return threads;
    }

    private static (long Below, int BelowLimit, long Above, int AboveLimit) Window(HistoryQuery query) => query switch
    {
        { Before: { } before } => (Seq(before), query.Limit, 0, 0),
        { After: { } after } => (0, 0, Seq(after), query.Limit),
        { Around: { } around } => (Seq(around) + 1, query.Limit - (query.Limit / 2), Seq(around), query.Limit / 2),
        _ => (MaxSeq, query.Limit, 0, 0),
    };

    // A position beyond every log stands for its end; sums with it must not overflow.
    private static long Seq(long position) => Math.Clamp(position, 0, MaxSeq);

    // A standby that takes over and a recovery to a point in time continue on another timeline, another cluster is another
    // system; a copy of the files, or a dump put back into the same cluster, is told apart by the stored value alone.
    private static string EpochOf(string system, string timeline, Guid stored) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{system}/{timeline}/{stored:N}")))[..16];
}
