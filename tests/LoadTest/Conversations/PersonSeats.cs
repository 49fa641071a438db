using System.Text;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// What a person takes part in: its seats, and the <c>Sync</c> that keeps them complete. Not safe for concurrent use; the
/// person sees to that.
/// </summary>
internal sealed class PersonSeats(string userId, Recorder recorder)
{
    private readonly SeatIndex _index = new();
    private readonly CatchUp _catchUp = new(recorder);

    /// <summary>The thread that the last <c>Sync</c> said is active; null for none.</summary>
    public string? ActiveThreadId => _catchUp.ActiveThreadId;

    /// <summary>The number of the <c>Sync</c> that has no answer yet; 0 when there is none.</summary>
    public long SyncCall => _catchUp.Call;

    /// <summary>Whether <c>Sync</c> has waited for its answer longer than the server may take.</summary>
    public bool IsSyncOverdue => _catchUp.IsOverdue;

    /// <summary>Takes a seat; <paramref name="live"/> is the connection that is caught up, if there is one.</summary>
    public void Add(Seat seat, HubSocket? live)
    {
        _index.Add(seat);
        _catchUp.Add(seat);
        if (live is not null)
        {
            seat.Conversation.Attach(seat.Side, live);
            if (seat.IsBehind || seat.Conversation.ThreadId == ActiveThreadId)
            {
                // A Sync has told of the thread, without its events since nobody here had a place in it.
                _catchUp.Ask(live);
            }
        }
    }

    /// <summary>Gives up a seat.</summary>
    public void Remove(Seat seat)
    {
        _index.Remove(seat);
        _catchUp.Remove(seat);
        seat.Conversation.Detach(seat.Side);
    }

    /// <summary>The seat in the conversation with this number.</summary>
    public Seat? Find(int conversation) => _index.Find(conversation);

    /// <summary>Asks for all that the seats lack now.</summary>
    public void Sync(HubSocket socket) => _catchUp.Ask(socket);

    /// <summary>Asks again for what a refusal has left open.</summary>
    public void SyncAgain(HubSocket socket) => _catchUp.Post(socket);

    /// <summary>Asks, and is done when everything has come, or the connection is lost.</summary>
    public Task CatchUpAsync(HubSocket socket)
    {
        var done = _catchUp.Done();
        _catchUp.Ask(socket);
        return done;
    }

    /// <summary>There is a new connection, and nothing has been read from it.</summary>
    public void OnConnected()
    {
        _index.ForgetStrangers();
        foreach (var seat in _catchUp.Seats)
        {
            seat.OnConnected();
        }
    }

    /// <summary>The connection is caught up: messages go over it from now on.</summary>
    public void Attach(HubSocket socket)
    {
        foreach (var seat in _catchUp.Seats)
        {
            seat.Conversation.Attach(seat.Side, socket);
        }
    }

    /// <summary>The connection was lost, and the scenario did not ask for it.</summary>
    public void OnLost()
    {
        foreach (var seat in _catchUp.Seats)
        {
            seat.OnLost();
        }
    }

    /// <summary>The connection is gone, for whatever reason.</summary>
    public void Detach()
    {
        _catchUp.Stop();
        foreach (var seat in _catchUp.Seats)
        {
            seat.Conversation.Detach(seat.Side);
        }
    }

    /// <summary>Takes a pushed event; without a <paramref name="socket"/>, nothing that it leaves open is asked for.</summary>
    public void OnEvent(in ServerFrame pushed, HubSocket? socket)
    {
        if (_index.Find(pushed.ThreadId) is { } seat)
        {
            if (seat.OnPushed(pushed, _catchUp.IsUnderWay) && socket is not null)
            {
                _catchUp.Ask(socket);
            }
        }
        else if (!_index.TryAddStranger(pushed))
        {
            recorder.Violations.Add(
                Violation.Unexpected,
                $"{userId} was pushed a message of thread {Encoding.UTF8.GetString(pushed.ThreadId)}, where nobody writes");
        }
    }

    public void OnReceipt(in ServerFrame receipt) => _index.Find(receipt.ThreadId)?.Marks.OnReceipt(receipt);

    public void OnResyncRequired(HubSocket? socket)
    {
        recorder.Count(Counter.Resyncs);
        foreach (var seat in _catchUp.Seats)
        {
            seat.OnResyncRequired();
        }

        if (socket is not null)
        {
            _catchUp.Ask(socket);
        }
    }

    /// <summary>Takes the answer to <c>Sync</c>; when it is refused, it is the caller's to ask again after a while.</summary>
    public CatchUpStep OnSynced(byte[] record, HubSocket socket, out int retryAfterMs) =>
        _catchUp.OnAnswer(record, socket, out retryAfterMs);
}
