using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;
using ThreadState = ChatOrleans.Grains.Threads.ThreadState;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>A thread accepts messages: decides, numbers, takes note of the commit, acknowledges.</summary>
internal sealed class ThreadStatePiece : IPiece
{
    /// <summary>Far more than a thread remembers, so that none is a repetition.</summary>
    private const int Count = 1_000;

    private readonly SendCommand[] _commands = [.. Enumerable.Range(0, Count).Select(number => SampleMessage.Command(number))];
    private readonly UserId _sender = new(new Guid(1, 0, 0, new byte[8]));
    private readonly ThreadState _state;

    public ThreadStatePiece() => _state = new ThreadState(ThreadId.NewRandom(), new ThreadSnapshot
    {
        Low = _sender,
        High = new UserId(new Guid(2, 0, 0, new byte[8])),
        Phase = Guid.NewGuid(),
        LastSeq = 1,
        LastAt = DateTimeOffset.UnixEpoch,
        LowMarks = default,
        HighMarks = default,
    });

    public string Name => "thread state";

    public int Messages => Count;

    public Task PrepareAsync() => Task.CompletedTask;

    public Task RunAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var command in _commands)
        {
            if (_state.Decide(_sender, command).Kind != SendDecisionKind.Append)
            {
                throw new InvalidOperationException("The thread does not take a new message.");
            }

            var message = _state.TakeMessage(_sender, command, now);
            _state.Commit(message);
            _ = ThreadState.Acknowledge(message, duplicate: false);
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
