namespace ChatOrleans.LoadTest.Sizing;

/// <summary>
/// A log's writer: takes what has gathered, up to a batch, and commits it; a commit costs what it costs and something for
/// each row.
/// </summary>
internal sealed class GroupCommit(EventClock clock, double commitSeconds, double rowSeconds, int batchRows = 500)
{
    private readonly Queue<Action> _waiting = new();
    private bool _busy;

    public long Commits { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Seconds spent committing.</summary>
    public double Worked { get; private set; }

    /// <summary>The rate above which what waits grows without an end.</summary>
    public double Capacity => batchRows / (commitSeconds + (batchRows * rowSeconds));

    public void Enter(Action stored)
    {
        _waiting.Enqueue(stored);
        if (!_busy)
        {
            Commit();
        }
    }

    private void Commit()
    {
        var batch = new Action[Math.Min(batchRows, _waiting.Count)];
        _busy = batch.Length > 0;
        if (!_busy)
        {
            return;
        }

        for (var i = 0; i < batch.Length; i++)
        {
            batch[i] = _waiting.Dequeue();
        }

        var seconds = commitSeconds + (batch.Length * rowSeconds);
        Worked += seconds;
        clock.After(seconds, () =>
        {
            Commits++;
            Rows += batch.Length;
            foreach (var stored in batch)
            {
                stored();
            }

            Commit();
        });
    }
}
