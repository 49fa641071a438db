using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;
using ChatOrleans.Grains.Users;

namespace ChatOrleans.Shards.Tests;

/// <summary>A thread as it lives on one silo: one call at a time between awaits, and a client that sends, changes and marks.</summary>
internal sealed class Activation : IDisposable
{
    private readonly ConcurrentExclusiveSchedulerPair _scheduler = new();
    private readonly PostgresMessageLog _log;
    private readonly ThreadStore _store;
    private readonly ThreadAppender _appender;
    private readonly ThreadChanges _changes;
    private readonly string _name;

    public Activation(TestThread thread, PostgresMessageLog log, LogShards map, string name)
    {
        Thread = thread;
        _log = log;
        _name = name;
        _store = new ThreadStore(map, TimeProvider.System);
        _appender = new ThreadAppender(thread.Id, log, _store, TimeProvider.System, _ => { });
        _changes = new ThreadChanges(
            thread.Id,
            _appender,
            new ThreadReceipts(_appender, new ThreadAudience(new QuietOutbox()), log, _store),
            log,
            new ChangeStore(map),
            new ClearStore(map),
            new ConversationOptions(),
            TimeProvider.System,
            () => Task.CompletedTask);
    }

    public TestThread Thread { get; }

    /// <summary>What was acknowledged, by its client message id.</summary>
    public Dictionary<string, SendAck> Acknowledged { get; } = [];

    /// <summary>The highest seq that was acknowledged as read.</summary>
    public long ReadSeq { get; private set; }

    public Task LoadAsync() => RunAsync(async () => Assert.True(await _appender.LoadAsync()));

    /// <summary>Sends one message until it is acknowledged, as a client does that is told to come again.</summary>
    public Task SendAsync(int number) => RunAsync(() => SendOneAsync($"{_name}-{number}"));

    /// <summary>Sends, changes and marks until it is told to stop, at least so many times.</summary>
    public Task TalkAsync(int atLeast, CancellationToken stop) => RunAsync(async () =>
    {
        for (var number = 0; number < atLeast || !stop.IsCancellationRequested; number++)
        {
            await SendOneAsync($"{_name}-{number}");
            await ChangeOneAsync(number);
            if (number % 4 == 0)
            {
                var seq = _appender.State.CommittedSeq;
                if (await _log.MarkAsync(Thread.Id, Thread.Other, deliveredSeq: seq, readSeq: seq))
                {
                    ReadSeq = seq;
                }
            }
        }
    });

    public void Dispose() => _scheduler.Complete();

    private Task SendOneAsync(string id) => UntilAcknowledgedAsync(
        id, async () => (await _appender.SendAsync(Thread.One, [new SendCommand { ClientMessageId = id, Text = $"text of {id}" }]))[0]);

    // Two of three messages are changed: some edited, of these some deleted, some reacted to.
    private async Task ChangeOneAsync(int number)
    {
        var message = $"{_name}-{number}";
        var target = Acknowledged[message].Seq;
        var change = new ChangeCommand { Type = EventType.Edited, ClientMessageId = $"{message}-edited", TargetSeq = target, Text = $"edited {message}" };
        if (number % 3 == 0)
        {
            await ChangeAsync(change);
        }

        if (number % 6 == 0)
        {
            await ChangeAsync(change with { Type = EventType.Deleted, ClientMessageId = $"{message}-deleted", Text = null });
        }

        if (number % 3 == 1)
        {
            await ChangeAsync(change with
            {
                Type = EventType.Reacted,
                ClientMessageId = $"{message}-reacted",
                Text = null,
                Emoji = "👍",
                Added = true,
            });
        }
    }

    private Task ChangeAsync(ChangeCommand change) =>
        UntilAcknowledgedAsync(change.ClientMessageId, () => _changes.ChangeAsync(Thread.One, change));

    private async Task UntilAcknowledgedAsync(string id, Func<Task<Result<SendAck>>> call)
    {
        while (!Acknowledged.ContainsKey(id))
        {
            var answer = await call();
            if (answer.Ok)
            {
                Acknowledged.Add(id, answer.Value);
            }
            else
            {
                Assert.True(answer.Error.Code is RefusalCode.Unavailable or RefusalCode.Overloaded, answer.Error.Code);
            }
        }
    }

    private Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _scheduler.ExclusiveScheduler).Unwrap();
}
