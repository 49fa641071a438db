using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Log.Tests;

/// <summary>
/// Threads that live twice (as after a split of the cluster), writers whose connections are cut in the middle of
/// commits, and clients that retry: what is acknowledged is stored once, at its place, without gaps.
/// </summary>
[Collection(LogGroup.Name)]
public class FaultTests(LogFixture fixture)
{
    private const int Threads = 6;
    private const int MessagesPerClient = 60;
    private const int MostCuts = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Send_TwoActivationsAndCutConnections_EveryMessageOnceAndAcknowledgedWhereItIs(int seed)
    {
        var random = new Random(seed);
        PostgresMessageLog[] silos = [await fixture.StartLogAsync(), await fixture.StartLogAsync()];
        var threads = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => fixture.NewThreadAsync()));
        var clients = threads.SelectMany(thread => silos.SelectMany((silo, index) => new[]
        {
            new Client(fixture, silo, thread, Sender: thread.One, $"one{index}", random.Next()),
            new Client(fixture, silo, thread, Sender: thread.Other, $"other{index}", random.Next()),
        })).ToList();

        using var done = new CancellationTokenSource();
        var cutter = CutAsync(random.Next(), () => clients.Sum(client => client.Answered), done.Token);
        await Task.WhenAll(clients.Select(client => Task.Run(() => client.TalkAsync(MessagesPerClient))));
        await done.CancelAsync();
        var cuts = await cutter;

        Assert.InRange(cuts, 3, int.MaxValue);
        foreach (var thread in threads)
        {
            var stored = await fixture.ReadAsync(thread.Id);
            Assert.Equal(Enumerable.Range(1, stored.Count).Select(seq => (long)seq), stored.Select(e => e.Seq));
            Assert.Equal(stored.Count, stored.Select(e => (e.SenderId, e.ClientMessageId)).Distinct().Count());
            Assert.Equal(stored.Select(e => e.At).Order(), stored.Select(e => e.At));
            foreach (var client in clients.Where(client => client.Thread == thread))
            {
                var own = stored.Where(e => e.ClientMessageId!.StartsWith(client.Name + "-", StringComparison.Ordinal)).ToList();
                Assert.Equal(MessagesPerClient, own.Count);
                Assert.All(client.Acknowledged, entry =>
                {
                    var e = stored[(int)entry.Value.Seq - 1];
                    Assert.Equal((client.Sender, entry.Key, entry.Value.SentAt), (e.SenderId, e.ClientMessageId!, e.At));
                });
            }
        }
    }

    [Fact]
    public async Task Send_PostgresGone_RefusedThenStoredOnceItIsBack()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var appender = await LoadAsync(log, thread);
        Assert.True((await appender.SendAsync(thread.One, [Command("before")]))[0].Ok);

        await fixture.Server.RestartAsync(CancellationToken.None);
        Result<SendAck> answer;
        do
        {
            answer = (await appender.SendAsync(thread.One, [Command("after")]))[0];
            Assert.True(answer.Ok || answer.Error.Code is RefusalCode.Unavailable or RefusalCode.Overloaded);
        }
        while (!answer.Ok);

        Assert.Equal(2, answer.Value.Seq);
        Assert.Equal(["before", "after"], (await fixture.ReadAsync(thread.Id)).Select(e => e.ClientMessageId));
    }

    [Fact]
    public async Task Send_QueueFull_OverloadedBeforeStoring()
    {
        var log = await fixture.StartLogAsync(new MessageLogOptions { QueueLimit = 100 });
        var thread = await fixture.NewThreadAsync();
        var appender = await LoadAsync(log, thread);
        await using var connection = await fixture.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE message_log IN EXCLUSIVE MODE", connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        List<Result<SendAck>> answers = [];
        using var scheduler = new ActivationScheduler();
        await scheduler.RunAsync(async () =>
        {
            var sends = Enumerable.Range(0, 1_000).Select(n => appender.SendAsync(thread.One, [Command($"id{n}")])).ToList();
            await transaction.RollbackAsync();
            answers.AddRange((await Task.WhenAll(sends)).Select(one => one[0]));
        });

        var stored = await fixture.ReadAsync(thread.Id);
        Assert.InRange(stored.Count, 100, 999);
        Assert.Equal(stored.Count, answers.Count(answer => answer.Ok));
        Assert.All(answers.Where(answer => !answer.Ok), answer =>
        {
            Assert.Equal(RefusalCode.Overloaded, answer.Error!.Code);
            Assert.InRange(answer.Error.RetryAfterMs!.Value, 1, 60_000);
        });
    }

    [Fact]
    public async Task Send_OldIdNotInMemory_FirstAnswerAgain()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var first = (await (await LoadAsync(log, thread)).SendAsync(thread.One, [Command("a")]))[0].Value!;

        var later = await LoadAsync(log, thread);
        var again = await later.SendAsync(thread.One, [Command("b"), Command("a"), Command("c")]);
        var mismatch = await later.SendAsync(thread.One, [Command("a", "other text")]);
        var others = await later.SendAsync(thread.Other, [Command("a", "mine")]);

        Assert.Equal(first with { Duplicate = true }, again[1].Value);
        Assert.Equal([2L, 1L, 3L], again.Select(answer => answer.Value!.Seq));
        Assert.Equal((RefusalCode.IdempotencyMismatch, (long?)1), (mismatch[0].Error!.Code, mismatch[0].Error!.Seq));
        Assert.Equal(4, others[0].Value!.Seq);
    }

    [Fact]
    public async Task Send_InactiveThread_RefusedButARetryGetsItsAnswer()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var first = (await (await LoadAsync(log, thread)).SendAsync(thread.One, [Command("a")]))[0].Value!;
        var appender = await LoadAsync(log, thread);
        Assert.Null(await appender.TurnAsync(EventType.Closed, thread.One, null));

        var answers = await appender.SendAsync(thread.One, [Command("new"), Command("a")]);

        Assert.Equal(RefusalCode.ThreadInactive, answers[0].Error!.Code);
        Assert.Equal(first with { Duplicate = true }, answers[1].Value);
    }

    private static SendCommand Command(string id, string text = "hello") => new() { ClientMessageId = id, Text = text };

    private async Task<ThreadAppender> LoadAsync(PostgresMessageLog log, TestThread thread)
    {
        var appender = new ThreadAppender(thread.Id, log, fixture.Store, TimeProvider.System, _ => { });
        Assert.True(await appender.LoadAsync());
        return appender;
    }

    private async Task<int> CutAsync(int seed, Func<int> acknowledged, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var cuts = 0;
        while (cuts < MostCuts && !cancellationToken.IsCancellationRequested)
        {
            await fixture.CutWritersAsync();
            cuts++;

            // The pace of the faults, not a wait for an outcome. Something gets through between two, however slow the machine.
            var before = acknowledged();
            do
            {
                await Task.Delay(random.Next(5, 60), CancellationToken.None);
            }
            while (acknowledged() == before && !cancellationToken.IsCancellationRequested);
        }

        return cuts;
    }

    private sealed record Client(
        LogFixture Fixture, PostgresMessageLog Log, TestThread Thread, Grains.Abstractions.Users.UserId Sender, string Name, int Seed)
    {
        private int _answered;

        public Dictionary<string, SendAck> Acknowledged { get; } = [];

        /// <summary>Acknowledgements so far; read from elsewhere.</summary>
        public int Answered => Volatile.Read(ref _answered);

        // Sends in small groups, retries what is not acknowledged, and sometimes what is.
        public async Task TalkAsync(int count)
        {
            var random = new Random(Seed);
            var appender = new ThreadAppender(Thread.Id, Log, Fixture.Store, TimeProvider.System, _ => { });
            using var scheduler = new ActivationScheduler();
            await scheduler.RunAsync(async () =>
            {
                Assert.True(await appender.LoadAsync());
                var open = Enumerable.Range(0, count).Select(n => $"{Name}-{n}").ToList();
                while (open.Count > 0)
                {
                    var group = open.Take(random.Next(1, 4)).ToList();
                    if (Acknowledged.Count > 0 && random.Next(4) == 0)
                    {
                        group.Add(Acknowledged.Keys.ElementAt(random.Next(Acknowledged.Count)));
                    }

                    var answers = await appender.SendAsync(Sender, [.. group.Select(id => Command(id))]);
                    for (var i = 0; i < group.Count; i++)
                    {
                        Take(group[i], answers[i]);
                    }

                    if (open.RemoveAll(Acknowledged.ContainsKey) == 0)
                    {
                        // A refusal says when to come again; this one comes much sooner, and still leaves room for others.
                        await Task.Delay(random.Next(1, 10));
                    }
                }
            });
        }

        private void Take(string id, Result<SendAck> answer)
        {
            if (!answer.Ok)
            {
                Assert.True(answer.Error.Code is RefusalCode.Unavailable or RefusalCode.Overloaded, answer.Error.Code);
            }
            else if (Acknowledged.TryAdd(id, answer.Value))
            {
                Volatile.Write(ref _answered, Acknowledged.Count);
            }
            else
            {
                Assert.Equal(Acknowledged[id] with { Duplicate = true }, answer.Value with { Duplicate = true });
            }
        }
    }
}
