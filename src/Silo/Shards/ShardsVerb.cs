using System.Globalization;
using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Silo.Database;

namespace ChatOrleans.Silo.Shards;

/// <summary>The verb <c>shards</c>: what is where, and moving it while it is used.</summary>
internal static class ShardsVerb
{
    internal const int Buckets = 1_024;

    internal static async Task<int> RunAsync(string[] args)
    {
        var (action, rest) = args is [var first, .. var others] && !first.StartsWith('-') ? (first, others) : ("list", args);
        if (action is not ("list" or "move" or "settle" or "assign"))
        {
            return await Usage.RefuseAsync($"shards {action}");
        }

        using var interruption = new Interruption();
        var configuration = ProgramHosting.CreateBuilder(rest).Configuration;
        await using var database = await ChatDatabase.OpenAsync(configuration);
        await database.UseAsync(
            async (_, cancellationToken) =>
            {
                await using var shards = await ShardMoves.OpenAsync(
                    database.ConnectionString, configuration, toMove: action != "list", cancellationToken);
                await RunAsync(action, shards, ShardsRequest.Read(configuration), cancellationToken);
            },
            interruption.Token);
        return 0;
    }

    private static Task RunAsync(
        string action, ShardMoves shards, ShardsRequest request, CancellationToken cancellationToken) => action switch
        {
            "move" => MoveAsync(shards, request, cancellationToken),
            "settle" => SettleAsync(shards, cancellationToken),
            "assign" => AssignAsync(shards, request, cancellationToken),
            _ => ListAsync(shards, cancellationToken),
        };

    private static async Task ListAsync(ShardMoves shards, CancellationToken cancellationToken)
    {
        var views = await shards.ListAsync(cancellationToken);
        foreach (var view in views)
        {
            Say($"{view.Name}: {view.Buckets.Length} buckets ({ShardsRequest.Describe(view.Buckets)}), about {view.Events} events, {view.Bytes / 1_048_576} MiB");
            if (view.Departing.Length > 0)
            {
                Say($"  leaving: {ShardsRequest.Describe(view.Departing)}");
            }

            if (view.Arriving.Length > 0)
            {
                Say($"  arriving: {ShardsRequest.Describe(view.Arriving)}");
            }
        }

        var served = views.SelectMany(view => view.Buckets).ToLookup(bucket => bucket);
        Complain("served by no shard", Enumerable.Range(0, Buckets).Where(bucket => !served.Contains(bucket)));
        Complain("served by more than one shard", served.Where(one => one.Count() > 1).Select(one => one.Key));
    }

    private static async Task MoveAsync(ShardMoves shards, ShardsRequest request, CancellationToken cancellationToken)
    {
        var to = request.DemandTarget();
        await SettleAsync(shards, cancellationToken);
        foreach (var bucket in request.Choose(await shards.ListAsync(cancellationToken)))
        {
            Say(await shards.MoveAsync(bucket, to, cancellationToken) is { } moved
                ? $"Bucket {bucket} moved from {moved.From} to {moved.To}: {moved.Threads} threads, {moved.Events} events, "
                    + $"frozen for {moved.Frozen.TotalMilliseconds:F0} ms."
                : $"Bucket {bucket} is on {to} already.");
        }
    }

    private static async Task SettleAsync(ShardMoves shards, CancellationToken cancellationToken)
    {
        if (await shards.SettleAsync(cancellationToken) is > 0 and var settled)
        {
            Say($"Settled {settled} moves that had been broken off.");
        }
    }

    private static async Task AssignAsync(ShardMoves shards, ShardsRequest request, CancellationToken cancellationToken)
    {
        var to = request.DemandTarget();
        foreach (var bucket in request.DemandBuckets())
        {
            await shards.AssignAsync(bucket, to, cancellationToken);
            Say($"Bucket {bucket} is served by {to}.");
        }
    }

    private static void Complain(string what, IEnumerable<int> buckets)
    {
        int[] all = [.. buckets.Order()];
        if (all.Length > 0)
        {
            Say($"{what}: {ShardsRequest.Describe(all)}");
        }
    }

    private static void Say(FormattableString line) => Say(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
