using System.Text.Json;

namespace ChatOrleans.TestKit;

/// <summary>
/// Everything a connection was pushed, in order. An expectation takes the first push that fits and that no earlier
/// expectation took, whether it has come already or is still to come.
/// </summary>
public sealed class PushLog
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly List<Waiter> _waiters = [];
    private Action<Push>? _subscribers;
    private string? _closed;

    /// <summary>How many pushes of this name have come.</summary>
    public int Count(string name)
    {
        lock (_gate)
        {
            return _entries.Count(entry => entry.Push.Name == name);
        }
    }

    /// <summary>The payloads of all pushes of this name so far.</summary>
    public IReadOnlyList<T> All<T>(string name)
    {
        lock (_gate)
        {
            return [.. _entries.Where(entry => entry.Push.Name == name).Select(entry => Wire.Read<T>(entry.Push.Payload))];
        }
    }

    /// <summary>Calls back for every push so far and to come, in order.</summary>
    public void Subscribe(Action<Push> subscriber)
    {
        lock (_gate)
        {
            foreach (var entry in _entries)
            {
                subscriber(entry.Push);
            }

            _subscribers += subscriber;
        }
    }

    /// <summary>Waits for a push that fits.</summary>
    public async Task<T> ExpectAsync<T>(string name, Func<T, bool>? fits = null, TimeSpan? deadline = null)
    {
        Waiter waiter;
        lock (_gate)
        {
            bool Fits(Push push) => push.Name == name && (fits is null || fits(Wire.Read<T>(push.Payload)));
            foreach (var entry in _entries)
            {
                if (!entry.Taken && Fits(entry.Push))
                {
                    entry.Taken = true;
                    return Wire.Read<T>(entry.Push.Payload);
                }
            }

            if (_closed is not null)
            {
                throw new ConnectionLostException($"No {name} came before the connection closed: {_closed}.");
            }

            waiter = new Waiter(Fits);
            _waiters.Add(waiter);
        }

        try
        {
            var push = await waiter.Arrived.Task.WaitAsync(deadline ?? Wire.Deadline);
            return Wire.Read<T>(push.Payload);
        }
        catch (TimeoutException exception)
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
                var seen = string.Join(Environment.NewLine, _entries.TakeLast(20).Select(
                    entry => $"{(entry.Taken ? "taken" : "     ")} {entry.Push.Name} {entry.Push.Payload}"));
                throw new ExpectationException(
                    $"No {name} that fits came in time. The last pushes:{Environment.NewLine}{seen}", exception);
            }
        }
    }

    internal void Add(string name, JsonElement payload)
    {
        lock (_gate)
        {
            var entry = new Entry(new Push(name, payload));
            _entries.Add(entry);
            var waiter = _waiters.Find(candidate => candidate.Fits(entry.Push));
            if (waiter is not null)
            {
                entry.Taken = true;
                _waiters.Remove(waiter);
                waiter.Arrived.SetResult(entry.Push);
            }

            _subscribers?.Invoke(entry.Push);
        }
    }

    internal void Close(string reason)
    {
        lock (_gate)
        {
            _closed = reason;
            foreach (var waiter in _waiters)
            {
                waiter.Arrived.SetException(new ConnectionLostException($"The connection closed: {reason}."));
            }

            _waiters.Clear();
        }
    }

    private sealed class Entry(Push push)
    {
        public Push Push { get; } = push;

        public bool Taken { get; set; }
    }

    private sealed class Waiter(Func<Push, bool> fits)
    {
        public Func<Push, bool> Fits { get; } = fits;

        public TaskCompletionSource<Push> Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
