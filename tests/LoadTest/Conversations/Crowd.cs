using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>The people of a run, connected and kept alive until they leave.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    /// <summary>Enough to keep the server busy, few enough to be answered in time.</summary>
    private const int AtOnce = 32;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(5);

    private readonly Credentials[] _credentials;
    private readonly ITimer _looking;

    /// <param name="servers">Where to connect: one after the other, each person beginning at the next one.</param>
    /// <param name="accounts">Who they are.</param>
    /// <param name="perAccount">Connections of each account; each is a person of its own here.</param>
    /// <param name="seed">Makes their choices repeatable.</param>
    /// <param name="jitter">The longest wait before a person comes back.</param>
    /// <param name="api">Renews their tokens.</param>
    /// <param name="recorder">What is measured goes here.</param>
    public Crowd(
        IReadOnlyList<Uri> servers,
        IReadOnlyList<Account> accounts,
        int perAccount,
        int seed,
        TimeSpan jitter,
        AccountApi api,
        Recorder recorder)
    {
        _credentials = [.. accounts.Select(account => new Credentials(account, api))];
        People =
        [
            .. Enumerable.Range(0, _credentials.Length * perAccount)
                .Select(i => new Person(
                    new Doors(servers, i),
                    _credentials[i / perAccount],
                    new Random(HashCode.Combine(seed, i)),
                    jitter,
                    recorder)),
        ];
        _looking = TimeProvider.System.CreateTimer(_ => LookAfterAll(), null, LookPeriod, LookPeriod);
    }

    public IReadOnlyList<Person> People { get; }

    /// <summary>Their accounts with the tokens as they are now.</summary>
    public IEnumerable<Account> Accounts => _credentials.Select(credentials => credentials.Account);

    /// <summary>Connects everybody, caught up and in no thread, evenly over this time or as fast as it goes.</summary>
    public Task JoinAsync(TimeSpan over, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        return ForEachAsync(
            async (person, i) =>
            {
                var left = (over * i / People.Count) - TimeProvider.System.GetElapsedTime(since);
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left, cancellationToken);
                }

                await person.JoinAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Closes what an earlier run has left open.</summary>
    public Task LeaveThreadsAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            async (person, _) =>
            {
                if (person.ActiveThreadId is { } threadId)
                {
                    await person.Calls.CloseAsync(threadId, cancellationToken);
                }
            },
            cancellationToken);

    /// <summary>Does something with each person, a few at a time.</summary>
    public Task ForEachAsync(Func<Person, int, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForAsync(
            0,
            People.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, _) => await work(People[i], i));

    public async ValueTask DisposeAsync()
    {
        await _looking.DisposeAsync();
        await ForEachAsync((person, _) => person.DisposeAsync().AsTask(), CancellationToken.None);
        foreach (var credentials in _credentials)
        {
            credentials.Dispose();
        }
    }

    private void LookAfterAll()
    {
        foreach (var person in People)
        {
            person.LookAfter();
        }
    }
}
