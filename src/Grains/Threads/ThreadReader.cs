using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Attachments;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>The reads that must be right: each is one snapshot a shard, with a constant number of statements.</summary>
internal sealed class ThreadReader(LogShards shards, TimeProvider time)
{
    // Seqs stay below 2^53, so that every client's numbers hold them exactly.
    private const long MaxSeq = 1L << 53;

    private static readonly string ServedStatement = SqlText.Of<ThreadReader>("served");
    private static readonly string MembersStatement = SqlText.Of<ThreadReader>("members");
    private static readonly string HistoryStatement = SqlText.Of<ThreadReader>("history");
    private static readonly string PresenceStatement = SqlText.Of<ThreadReader>("presence");

    private readonly ThreadStore _store = new(shards, time);
    private readonly PeerStore _peers = new(shards.Home, time);

    /// <summary>A catch-up; null when there is no such user.</summary>
    public async Task<SyncSnapshot?> SyncAsync(UserId caller, SyncQuery query, PageCursor page)
    {
        var reads = await ReadAsync(new MemberQuery
        {
            Caller = caller,
            Me = true,
            Page = page,
            Limit = SyncAnswer.ThreadsPerPage,
            CatchUp = query,
        });
        return MemberMerge.Me(reads) is not { } me ? null : new SyncSnapshot
        {
            Me = me,
            Page = await PageOfAsync(caller, reads, SyncAnswer.ThreadsPerPage),
            CaughtUp = MemberMerge.CaughtUp(reads),
        };
    }

    /// <summary>The caller; null when there is no such user.</summary>
    public async Task<MeSnapshot?> GetMeAsync(UserId caller) =>
        MemberMerge.Me(await ReadAsync(new MemberQuery { Caller = caller, Me = true }));

    /// <summary>A page of the caller's threads: all, or the archived ones, or the others.</summary>
    public async Task<ThreadPage> ListAsync(UserId caller, int limit, PageCursor page, bool? archived = null)
    {
        var query = new MemberQuery { Caller = caller, Page = page, Limit = limit, Archived = archived };
        return await PageOfAsync(caller, await ReadAsync(query), limit);
    }

    /// <summary>One thread as the caller sees it.</summary>
    public async Task<Result<ThreadView>> GetAsync(UserId caller, ThreadId threadId)
    {
        var views = await _store.ReadViewsAsync(threadId);
        return views.TryGetValue(caller, out var view) ? view
            : views.Count > 0 ? Refusal.NotAMember()
            : Refusal.ThreadNotFound();
    }

    /// <summary>A page of messages.</summary>
    public Task<Result<HistoryPage>> GetHistoryAsync(UserId caller, ThreadId threadId, HistoryQuery query) =>
        shards.AtAsync(threadId, async shard =>
        {
            var (below, belowLimit, above, aboveLimit) = Window(query);
            await using var snapshot = await ReadSnapshot.OpenAsync(shard.Source);
            snapshot.Add(ServedStatement);
            snapshot.Add(MembersStatement, new NpgsqlParameter { Value = threadId.Value });
            snapshot.Add(
                HistoryStatement,
                new() { Value = threadId.Value },
                new() { Value = below },
                new() { Value = belowLimit },
                new() { Value = above },
                new() { Value = aboveLimit });
            await using var row = await snapshot.ExecuteAsync();
            await row.ReadAsync();
            var served = new BucketSet(row.GetFieldValue<byte[]>(0)).Contains(Bucket.Of(threadId));
            await row.NextResultAsync();
            return (served, await ReadHistoryAsync(row, caller, threadId));
        });

    /// <summary>Presence of those who share a thread with the caller.</summary>
    public async Task<ImmutableArray<PresenceView>> GetPresenceAsync(UserId caller, ImmutableArray<UserId> userIds)
    {
        UserId[] subjects = [.. userIds.Distinct()];
        var viewers = new UserId[subjects.Length];
        Array.Fill(viewers, caller);
        return [.. (await ReadSightsAsync(viewers, subjects)).Select(static sight => sight.Presence)];
    }

    /// <summary>What each of these sees of a user's presence.</summary>
    public Task<ImmutableArray<Sight>> GetSightsAsync(UserId userId, ImmutableArray<UserId> viewers)
    {
        UserId[] distinct = [.. viewers.Distinct()];
        var subjects = new UserId[distinct.Length];
        Array.Fill(subjects, userId);
        return ReadSightsAsync(distinct, subjects);
    }

    private async Task<ImmutableArray<Sight>> ReadSightsAsync(UserId[] viewers, UserId[] subjects)
    {
        await using var command = shards.Home.CreateCommand(PresenceStatement);
        command.Parameters.Add(new() { Value = Array.ConvertAll(viewers, static user => user.Value) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(subjects, static user => user.Value) });
        await using var row = await command.ExecuteReaderAsync();
        var now = time.GetUtcNow().UtcDateTime;
        var sights = ImmutableArray.CreateBuilder<Sight>();
        while (await row.ReadAsync())
        {
            sights.Add(new Sight
            {
                Viewer = new UserId(row.GetGuid(0)),
                Presence = new PresenceView
                {
                    UserId = new UserId(row.GetGuid(1)),
                    Online = !row.IsDBNull(2) && row.GetDateTime(2) > now,
                    LastSeenAt = row.IsDBNull(3) ? null : new DateTimeOffset(row.GetDateTime(3)),
                },
            });
        }

        return sights.DrainToImmutable();
    }

    private Task<MemberRead[]> ReadAsync(MemberQuery query) =>
        shards.OfAllAsync(shard => MemberRead.OfAsync(shard, query, time.GetUtcNow()));

    private async Task<ThreadPage> PageOfAsync(UserId caller, MemberRead[] reads, int limit)
    {
        var page = MemberMerge.Page(reads, limit);
        var complete = await _peers.AddAsync([.. page.Threads.Select(view => (caller, view))]);
        return page with { Threads = [.. complete.Select(one => one.View)] };
    }

    private static async Task<Result<HistoryPage>> ReadHistoryAsync(NpgsqlDataReader row, UserId caller, ThreadId threadId)
    {
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
                messages.Add(MessageRow.Read(row, 2, 7, threadId) with
                {
                    Reactions = MessageRow.ReadReactions(row, 10),
                    Type = row.GetInt16(12) == (short)EventType.System ? EventType.System : null,
                    Attachments = AttachmentRow.ReadAll(row, 13),
                });
            }
        }

        return new HistoryPage { Messages = messages.DrainToImmutable(), HasBefore = hasBefore, HasAfter = hasAfter };
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
}
