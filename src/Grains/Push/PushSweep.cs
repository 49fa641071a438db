using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>
/// Compares threads with what was looked at, a bucket at a time, and sees to what was missed: by a crash between a commit
/// and the note of it, or while there were more notes than room.
/// </summary>
internal sealed class PushSweep(PushStore store, WebhookLog log, IOptions<NotificationOptions> options, TimeProvider time)
{
    private const int Page = 1_000;

    /// <summary>Compares the bucket whose turn it is; false when none is due.</summary>
    public async Task<bool> RunOnceAsync()
    {
        if (await store.NextBucketAsync(options.Value.SweepPeriod) is not { } bucket)
        {
            return false;
        }

        await store.LookAgainAsync(Bucket.First(bucket), Bucket.Last(bucket));
        // What is older is worth no notification any more.
        var since = time.GetUtcNow() - options.Value.TimeToLive;
        for (var after = Bucket.First(bucket); ;)
        {
            var heads = await log.ReadHeadsAsync(bucket, after, Page, since);
            var grown = heads.Where(head => head.Value > 0).ToList();
            if (grown.Count > 0)
            {
                await store.WantAsync(grown);
            }

            if (heads.Count < Page)
            {
                return true;
            }

            after = heads[^1].Key.Value;
        }
    }
}
