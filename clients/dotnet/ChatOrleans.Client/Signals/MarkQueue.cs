using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Syncing;
using ChatOrleans.Client.Threads;

namespace ChatOrleans.Client.Signals;

/// <summary>
/// Raises watermarks: of each thread the highest that is wanted, one call at a time, until the server has it. Used on the loop.
/// </summary>
internal sealed class MarkQueue(Line line, ThreadBook threads, EventIntake intake, Pauses pauses)
{
    private readonly Dictionary<string, Marks> _wanted = [];

    /// <summary>The user has read up to here.</summary>
    public void Read(string threadId, long seq)
    {
        if (seq > (threads.Find(threadId)?.ReadSeq ?? 0))
        {
            Want(threadId, marks => marks with { Read = Math.Max(marks.Read, seq) });
        }
    }

    /// <summary>Messages have come up to here.</summary>
    public void Delivered(string threadId, long seq) =>
        Want(threadId, marks => marks with { Delivered = Math.Max(marks.Delivered, seq) });

    /// <summary>There is a connection: says what is not said yet.</summary>
    public void PumpAll()
    {
        foreach (var threadId in _wanted.Keys.ToArray())
        {
            _ = PumpAsync(threadId);
        }
    }

    public void Clear() => _wanted.Clear();

    private void Want(string threadId, Func<Marks, Marks> raise)
    {
        _wanted[threadId] = raise(_wanted.GetValueOrDefault(threadId) ?? new Marks());
        _ = PumpAsync(threadId);
    }

    private async Task PumpAsync(string threadId)
    {
        if (!_wanted.TryGetValue(threadId, out var marks) || marks.IsBusy)
        {
            return;
        }

        for (var attempt = 0; line.IsOnline && _wanted.TryGetValue(threadId, out marks); attempt++)
        {
            var said = marks;
            _wanted[threadId] = marks with { IsBusy = true };
            var outcome = await SayAsync(threadId, said, attempt);
            if (!_wanted.TryGetValue(threadId, out marks))
            {
                return;
            }

            if (outcome == Outcome.Done && (marks.Read, marks.Delivered) == (said.Read, said.Delivered))
            {
                _wanted.Remove(threadId);
                return;
            }

            _wanted[threadId] = marks with { IsBusy = false };
            if (outcome == Outcome.Lost)
            {
                // The next connection goes on.
                return;
            }
        }
    }

    private async Task<Outcome> SayAsync(string threadId, Marks marks, int attempt)
    {
        try
        {
            if (marks.Read > (threads.Find(threadId)?.ReadSeq ?? 0))
            {
                var answer = await line.InvokeAsync<ReadAnswer>("MarkRead", new MarkRequest { ThreadId = threadId, Seq = marks.Read });
                OnRead(threadId, answer);
            }

            if (marks.Delivered > marks.Read)
            {
                await line.InvokeAsync<DeliveredAnswer>("MarkDelivered", new MarkRequest { ThreadId = threadId, Seq = marks.Delivered });
            }

            return Outcome.Done;
        }
        catch (ChatException exception) when (exception.Code == ErrorCodes.Network)
        {
            return Outcome.Lost;
        }
        catch (ChatException exception) when (exception.IsTransient)
        {
            await pauses.WaitAsync(attempt, exception.RetryAfter);
            return Outcome.Again;
        }
        catch (ChatException)
        {
            // The thread is not one's own any more, say: there is nothing to mark.
            return Outcome.Done;
        }
    }

    private void OnRead(string threadId, ReadAnswer answer)
    {
        if (threads.Find(threadId) is { } state)
        {
            intake.Take(new ReceiptPush
            {
                ThreadId = threadId,
                UserId = state.Self,
                DeliveredSeq = answer.ReadSeq,
                ReadSeq = answer.ReadSeq,
                Unread = answer.Unread,
            });
        }
    }

    private enum Outcome
    {
        Done,
        Again,
        Lost,
    }

    private sealed record Marks
    {
        public long Read { get; init; }

        public long Delivered { get; init; }

        public bool IsBusy { get; init; }
    }
}
