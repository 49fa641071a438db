using ChatOrleans.LoadTest.Accounts;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>The pairs of a run: connected, each in its open thread, kept alive until they leave.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int ParallelSetUps = 8;
    private static readonly TimeSpan KeepAlivePeriod = TimeSpan.FromSeconds(5);

    private readonly ITimer _keepAlive;

    private Crowd(PairSettings settings, Tally tally)
    {
        Pairs = [.. Enumerable.Range(0, settings.Pairs).Select(_ => new Pair(settings, tally))];
        _keepAlive = TimeProvider.System.CreateTimer(
            _ => KeepAlive(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IReadOnlyList<Pair> Pairs { get; }

    private IEnumerable<Member> Members => Pairs.SelectMany(pair => pair.Members);

    /// <summary>Connects everybody and opens the threads.</summary>
    public static async Task<Crowd> GatherAsync(
        Uri server, IReadOnlyList<Account> accounts, PairSettings settings, Tally tally, CancellationToken cancellationToken)
    {
        var crowd = new Crowd(settings, tally);
        try
        {
            await crowd.SetUpAsync(server, accounts, settings, cancellationToken);
            return crowd;
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something with each member, a few at a time.</summary>
    public Task ForEachMemberAsync(Func<Member, Task> work) =>
        Parallel.ForEachAsync(
            Members, new ParallelOptions { MaxDegreeOfParallelism = ParallelSetUps }, async (member, _) => await work(member));

    public async ValueTask DisposeAsync()
    {
        await _keepAlive.DisposeAsync();
        await ForEachMemberAsync(member => member.LeaveAsync().AsTask());
    }

    private async Task SetUpAsync(
        Uri server, IReadOnlyList<Account> accounts, PairSettings settings, CancellationToken cancellationToken)
    {
        // Ids are unique per thread and sender for ever, and pairs of an earlier run meet again.
        var idPrefix = $"{Guid.NewGuid():N}"[..12] + "-";
        var text = new string('x', settings.Size);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelSetUps, CancellationToken = cancellationToken };
        _keepAlive.Change(KeepAlivePeriod, KeepAlivePeriod);
        await Parallel.ForAsync(0, Pairs.Count, options, async (i, token) =>
        {
            var pair = Pairs[i];
            var (one, other) = (accounts[2 * i], accounts[(2 * i) + 1]);
            await pair.Members[0].ConnectAsync(server, one.AccessToken, token);
            await pair.Members[1].ConnectAsync(server, other.AccessToken, token);
            var threadId = await pair.Members[0].OpenThreadAsync(other.UserId, token);
            pair.Use(threadId, idPrefix, text);
            await pair.Members[0].FollowAsync(token);
            await pair.Members[1].FollowAsync(token);
        });
    }

    private void KeepAlive()
    {
        foreach (var member in Members)
        {
            member.KeepAlive();
        }
    }
}
