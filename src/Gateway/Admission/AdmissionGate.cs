namespace ChatOrleans.Gateway.Admission;

/// <summary>
/// A number of places, and a queue before them that is bounded by length and by age: a client that has waited for too
/// long is better told when to come again than kept.
/// </summary>
internal sealed class AdmissionGate(int places, int queueLimit, TimeSpan maxWait, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _begun = new();
    private readonly LinkedList<TaskCompletionSource> _new = new();
    private int _free = places;

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _begun.Count + _new.Count;
            }
        }
    }

    /// <summary>Waits for a place, in the order of coming; null when there is none in time.</summary>
    /// <param name="isBegun">Whether the work has been let in before: what was begun is finished before new work begins.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    public ValueTask<AdmissionPass?> EnterAsync(bool isBegun, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return new ValueTask<AdmissionPass?>(new AdmissionPass(this, time));
            }

            var queue = isBegun ? _begun : _new;
            return queue.Count >= queueLimit
                ? new ValueTask<AdmissionPass?>((AdmissionPass?)null)
                : new ValueTask<AdmissionPass?>(WaitAsync(queue, queue.AddLast(NewTurn()), cancellationToken));
        }
    }

    /// <summary>Takes a place back and gives it to who is next.</summary>
    public void Return()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            var queue = _begun.Count > 0 ? _begun : _new;
            next = queue.First?.Value;
            if (next is null)
            {
                _free++;
                return;
            }

            queue.RemoveFirst();
        }

        next.SetResult();
    }

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<AdmissionPass?> WaitAsync(
        LinkedList<TaskCompletionSource> queue, LinkedListNode<TaskCompletionSource> turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn.Value.Task.WaitAsync(maxWait, time, cancellationToken);
        }
        catch (Exception end) when (end is TimeoutException or OperationCanceledException)
        {
            if (TryLeave(queue, turn))
            {
                return null;
            }

            // Its turn came at the same moment.
        }

        return new AdmissionPass(this, time);
    }

    private bool TryLeave(LinkedList<TaskCompletionSource> queue, LinkedListNode<TaskCompletionSource> turn)
    {
        lock (_gate)
        {
            if (turn.List is null)
            {
                return false;
            }

            queue.Remove(turn);
            return true;
        }
    }
}
