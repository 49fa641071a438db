using ChatOrleans.Grains.Shards;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>
/// Compares threads with what was told of them, a bucket at a time, and sees to what was missed: by a crash between a commit
/// and the note of it, or while there were more notes than room.
/// </summary>
internal sealed class WebhookSweep(WebhookStore store, WebhookLog log, IOptions<WebhookOptions> options)
{
    private const int Page = 1_000;

    /// <summary>Compares the bucket whose turn it is; false when none is due.</summary>
    public async Task<bool> RunOnceAsync(IReadOnlyList<WebhookEndpoint> endpoints, DateTimeOffset since)
    {
        if (await store.NextBucketAsync(options.Value.SweepPeriod) is not { } bucket)
        {
            return false;
        }

        var after = Bucket.First(bucket);
        while (true)
        {
            var heads = await log.ReadHeadsAsync(bucket, after, Page, since);
            var grown = heads.Where(head => head.Value > 0).ToList();
            if (grown.Count > 0)
            {
                await store.WantAsync(endpoints, grown);
            }

            if (heads.Count < Page)
            {
                return true;
            }

            after = heads[^1].Key.Value;
        }
    }
}
