using System.Diagnostics;

namespace ChatOrleans.Grains.Shards;

/// <summary>The steps of one move. Wherever they break off, what both databases say tells whose the bucket is.</summary>
internal static class BucketMove
{
    /// <summary>A round of copying that finds no more than this is the last before the bucket is frozen.</summary>
    private const long SmallTail = 200;

    private const int MaxLiveRounds = 8;

    public static async Task<MovedBucket> RunAsync(
        int bucket, LogShard source, LogShard target, CancellationToken cancellationToken)
    {
        var (from, to) = (new BucketDatabase(source.Source, source.Name, bucket), new BucketDatabase(target.Source, target.Name, bucket));
        var token = Guid.NewGuid();
        var copy = new BucketCopy(from, to);
        BucketDigest digest;
        TimeSpan frozen;
        await using (var session = await DepartingSession.OpenAsync(source.ConnectionString, cancellationToken))
        {
            await to.ArriveAsync(from.Name, token, cancellationToken);
            await to.EraseAsync(cancellationToken);
            await copy.CopyLogAsync(cancellationToken);
            await copy.CopyChangesAsync(cancellationToken);
            for (var round = 2; await copy.CopyLogAsync(cancellationToken) > SmallTail && round <= MaxLiveRounds; round++)
            {
            }

            Demand(await to.CountAsync(cancellationToken) == copy.Events, to);
            var begun = Stopwatch.GetTimestamp();
            await session.FreezeAsync(bucket, to.Name, cancellationToken);
            await copy.CopyLogAsync(cancellationToken);
            await copy.CopyMembersAsync(cancellationToken);
            await copy.MendChangesAsync(cancellationToken);
            digest = await from.DigestAsync(cancellationToken);
            Demand(digest == await to.DigestAsync(cancellationToken) && digest.Events == copy.Events, to);
            await session.GiveAsync(bucket);
            Demand(await to.TakeAsync(token), to);
            frozen = Stopwatch.GetElapsedTime(begun);
        }

        await from.EraseAsync(cancellationToken);
        await from.DepartAsync(cancellationToken);
        return new MovedBucket(bucket, from.Name, to.Name, digest.Members / 2, digest.Events, frozen);
    }

    private static void Demand(bool holds, BucketDatabase to)
    {
        if (!holds)
        {
            throw new BucketMoveException($"The copy of bucket {to.Number} at '{to.Name}' is not what its source has.");
        }
    }
}
