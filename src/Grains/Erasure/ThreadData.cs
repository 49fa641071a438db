using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Exports;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Grains.Erasure;

/// <summary>
/// What somebody has written and reacted with. It goes through each thread's own grain, as if the author had deleted it: so
/// the partner keeps every place and count, both members' devices are told, and nothing that the grain remembers is left.
/// </summary>
internal sealed class ThreadData(LogShards shards, ThreadReader reader, ChangeStore changes, IGrainFactory grains) : IPersonalData
{
    private static readonly string ThreadsStatement = SqlText.Of<ThreadData>("threads_of");

    public async Task EraseAsync(UserId user, CancellationToken cancellation)
    {
        foreach (var threadId in await ReadThreadsAsync(user))
        {
            await EraseAsync(grains.GetGrain<IThreadGrain>(threadId.Value), user, cancellation);
        }
    }

    public async Task ExportAsync(UserId user, ExportWriter writer, CancellationToken cancellation)
    {
        var messages = new MessageExport(user, reader, changes, writer);
        writer.BeginSection("conversations", "Conversations");
        string? cursor = null;
        do
        {
            if (!PageCursor.TryParse(cursor, out var page))
            {
                throw new InvalidOperationException("A cursor of the product's own can't be read.");
            }

            var threads = await reader.ListAsync(user, ThreadPage.MaxLimit, page);
            foreach (var thread in threads.Threads)
            {
                await messages.WriteAsync(thread, cancellation);
            }

            cursor = threads.NextCursor;
        }
        while (cursor is not null);
        writer.EndSection();
    }

    private static async Task EraseAsync(IThreadGrain thread, UserId user, CancellationToken cancellation)
    {
        // Whom the user has blocked is no longer kept at home, and the thread follows.
        if (Demand(await thread.EnforceAsync()) is null)
        {
            return;
        }

        for (var cleared = new ClearedMessages { Count = 0, UpTo = 0, Done = false }; !cleared.Done;)
        {
            cancellation.ThrowIfCancellationRequested();
            cleared = Demand(await thread.ClearAsync(new ClearCommand { Member = user, After = cleared.UpTo }));
            if (cleared is null)
            {
                return;
            }
        }
    }

    // A pair that was never opened has no thread.
    private static T? Demand<T>(Result<T> answer)
        where T : class =>
        answer.Ok ? answer.Value
        : answer.Error.Code == RefusalCode.ThreadNotFound ? null
        : throw new TimeoutException($"A thread could not be cleared now ({answer.Error.Code}).");

    private async Task<IEnumerable<ThreadId>> ReadThreadsAsync(UserId user)
    {
        var parts = await shards.OfAllAsync(async shard =>
        {
            await using var command = shard.Source.CreateCommand(ThreadsStatement);
            command.Parameters.Add(new() { Value = user.Value });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return new Part(new BucketSet(row.GetFieldValue<byte[]>(0)), row.GetFieldValue<Guid[]>(1));
        });
        return parts.SelectMany(part => part.Ids).Distinct().Select(id => new ThreadId(id));
    }

    private sealed record Part(BucketSet Readable, Guid[] Ids) : IShardRead;
}
