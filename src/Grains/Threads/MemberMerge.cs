using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>Puts together what the shards answered, home's part first. Each thread is in one part only.</summary>
internal static class MemberMerge
{
    /// <summary>The caller; null when there is no such user.</summary>
    public static MeSnapshot? Me(IReadOnlyList<MemberRead> reads) => reads[0].Me is not { } me ? null : new MeSnapshot(
        Epoch.Of(reads),
        me.Handle,
        me.DisplayName,
        [.. NewestFirst(reads.SelectMany(read => read.Active), thread => (thread.Activity, thread.ThreadId)).Select(thread => thread.ThreadId)]);

    /// <summary>A page of threads. The parts are sorted as the page is, and each holds enough to fill it.</summary>
    public static ThreadPage Page(IReadOnlyList<MemberRead> reads, int limit)
    {
        var rows = reads is [var only]
            ? only.Threads
            : NewestFirst(reads.SelectMany(read => read.Threads), row => (row.Activity, row.View.ThreadId)).ToList();
        return new ThreadPage
        {
            Threads = [.. rows.Take(limit).Select(row => row.View)],
            NextCursor = rows.Count > limit
                ? new PageCursor(rows[limit - 1].Activity, rows[limit - 1].View.ThreadId).ToString()
                : null,
        };
    }

    /// <summary>The caught up threads in the order of their cursors, with as many events as an answer may hold.</summary>
    public static List<CaughtUp> CaughtUp(IReadOnlyList<MemberRead> reads)
    {
        List<CaughtUp> threads = [.. reads.SelectMany(read => read.CaughtUp).OrderBy(one => one.Place).Select(one => one.Thread)];
        var room = SyncAnswer.EventsPerAnswer;
        foreach (var thread in threads)
        {
            if (thread.Events.Count > room)
            {
                thread.Events.RemoveRange(room, thread.Events.Count - room);
            }

            room -= thread.Events.Count;
        }

        return threads;
    }

    // As PostgreSQL sorts: its order of uuids is that of Guid.
    private static IEnumerable<T> NewestFirst<T>(IEnumerable<T> rows, Func<T, (DateTime Activity, ThreadId ThreadId)> place) => rows
        .OrderByDescending(row => place(row).Activity)
        .ThenByDescending(row => place(row).ThreadId.Value);
}
