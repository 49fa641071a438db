using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Log.Tests;

/// <summary>A thread that random steps happen to, and what its messages read after each of them.</summary>
internal sealed class ThreadBook(PostgresMessageLog log, TestThread thread, string[] words)
{
    private long _seq;
    private bool _isOpen;

    public TestThread Thread => thread;

    /// <summary>The messages that are there, by seq.</summary>
    public Dictionary<long, string> Texts { get; } = [];

    /// <summary>Opens, closes, sends, edits or deletes.</summary>
    public async Task StepAsync(Random random)
    {
        var dice = random.Next(10);
        if (Texts.Count > 0 && dice < 2)
        {
            // Possible in an inactive thread, too.
            var gone = Texts.Keys.ElementAt(random.Next(Texts.Count));
            await AppendAsync(SearchTests.Delete(thread, ++_seq, gone), phase: null);
            Texts.Remove(gone);
        }
        else if (!_isOpen)
        {
            await AppendAsync(thread.Turn(++_seq, EventType.Opened), Guid.NewGuid());
            _isOpen = true;
        }
        else if (dice == 2)
        {
            await CloseAsync();
        }
        else if (Texts.Count > 0 && dice < 5)
        {
            var target = Texts.Keys.ElementAt(random.Next(Texts.Count));
            Texts[target] = TextOf(random);
            await AppendAsync(SearchTests.Edit(thread, ++_seq, target, Texts[target]), phase: null);
        }
        else
        {
            Texts[++_seq] = TextOf(random);
            await AppendAsync(thread.Message(_seq, $"m{_seq}", Texts[_seq]), phase: null);
        }
    }

    public async Task CloseAsync()
    {
        if (_isOpen)
        {
            await AppendAsync(thread.Turn(++_seq, EventType.Closed), phase: null);
            _isOpen = false;
        }
    }

    private string TextOf(Random random) =>
        string.Join(' ', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => words[random.Next(words.Length)]));

    private async Task AppendAsync(ThreadEvent e, Guid? phase) =>
        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [e], phase));
}
