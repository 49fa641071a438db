using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Log.Tests;

/// <summary>Random histories, held against what a reader of the texts would find.</summary>
[Collection(LogGroup.Name)]
public sealed class SearchHistoryTests(LogFixture fixture)
{
    private const int Threads = 6;
    private const int Steps = 300;

    private static readonly string[] Words = ["apple", "pear", "plum", "fig"];

    private readonly SearchDesk _desk = new(fixture);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_history_indexed_at_any_time_is_found_as_it_is_now(int seed)
    {
        var random = new Random(seed);
        var (one, book) = await BeginAsync();
        var index = _desk.NewIndex(threads: 3, events: 5);
        for (var step = 0; step < Steps; step++)
        {
            await book[random.Next(Threads)].StepAsync(random);
            if (random.Next(3) == 0)
            {
                await index.StepAsync(CancellationToken.None);
            }

            if (step % 20 == 0)
            {
                await AssertFoundAsync(one, book, random);
            }
        }

        await SettleAsync(one, book, random);
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_indexed_is_not_brought_back()
    {
        var random = new Random(3);
        var (one, book) = await BeginAsync();
        using var done = new CancellationTokenSource();
        var indexing = Enumerable.Range(0, 2).Select(async silo =>
        {
            var index = _desk.NewIndex(threads: 5 + silo, events: 10);
            while (!done.IsCancellationRequested)
            {
                await index.StepAsync(CancellationToken.None);
            }
        }).ToArray();

        // Each thread goes its own way, as many at once as there are.
        await Task.WhenAll(book.Select(async thread =>
        {
            var own = new Random(random.Next());
            for (var step = 0; step < Steps / 2; step++)
            {
                await thread.StepAsync(own);
            }
        }));
        await done.CancelAsync();
        await Task.WhenAll(indexing);
        await SettleAsync(one, book, random);
    }

    private async Task<(UserId One, ThreadBook[] Book)> BeginAsync()
    {
        var log = await fixture.StartLogAsync();
        var one = await fixture.NewUserAsync();
        var book = new ThreadBook[Threads];
        for (var i = 0; i < Threads; i++)
        {
            book[i] = new ThreadBook(log, await fixture.NewThreadAsync(one, active: false), Words);
        }

        return (one, book);
    }

    private async Task SettleAsync(UserId one, ThreadBook[] book, Random random)
    {
        foreach (var thread in book)
        {
            await thread.CloseAsync();
        }

        await _desk.SettleAsync([.. book.Select(thread => thread.Thread)]);
        foreach (var _ in Words)
        {
            await AssertFoundAsync(one, book, random);
        }

        // The index holds the words that are there now and no others.
        Assert.Equal(0, await CountAsync(
            """
            SELECT count(*)
            FROM message_search s
            JOIN message_log l ON l.thread_id = s.thread_id AND l.seq = s.seq
            JOIN thread_member m ON m.thread_id = s.thread_id AND m.user_id < m.peer_id
            LEFT JOIN message_change c ON c.thread_id = s.thread_id AND c.seq = s.seq
            WHERE s.thread_id = ANY ($1)
              AND s.words IS DISTINCT FROM
                  search_words(CASE WHEN c.seq IS NULL THEN l.text ELSE c.text END)
                  || array_to_tsvector(ARRAY[search_member(m.user_id), search_member(m.peer_id)])
            """,
            book));
        Assert.Equal(book.Sum(thread => thread.Texts.Count), await CountAsync("SELECT count(*) FROM message_search WHERE thread_id = ANY ($1)", book));
    }

    private async Task AssertFoundAsync(UserId one, ThreadBook[] book, Random random)
    {
        var word = Words[random.Next(Words.Length)];
        var found = (await _desk.FindAsync(one, word, limit: 1 + random.Next(50))).Select(hit => (hit.Message.ThreadId, hit.Message.Seq, hit.Message.Text)).ToList();
        var expected = book.SelectMany(thread => thread.Texts
            .Where(message => message.Value.Split(' ').Contains(word))
            .Select(message => (thread.Thread.Id, message.Key, (string?)message.Value)));
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(expected.ToHashSet(), found.ToHashSet());
    }

    private async Task<long> CountAsync(string statement, ThreadBook[] book)
    {
        await using var command = fixture.Source.CreateCommand(statement);
        command.Parameters.Add(new() { Value = book.Select(thread => thread.Thread.Id.Value).ToArray() });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
