using System.Text;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// A simulated person: one account, one connection at a time, made again after every loss, and a seat in each thread that
/// it takes part in. Its lock guards the connection and the seats.
/// </summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PersonSeats _seats;
    private readonly PersonConnection _connection;

    public Person(Doors doors, Credentials credentials, Random random, TimeSpan jitter, Recorder recorder)
    {
        Credentials = credentials;
        Random = random;
        UserIdBytes = Encoding.UTF8.GetBytes(credentials.UserId);
        _seats = new PersonSeats(credentials.UserId, recorder);
        _connection = new PersonConnection(doors, credentials, _gate, _seats, jitter, recorder);
        Calls = new PersonCalls(this, recorder);
    }

    public Credentials Credentials { get; }

    /// <summary>What it asks of the server beside messages.</summary>
    public PersonCalls Calls { get; }

    public string UserId => Credentials.UserId;

    public byte[] UserIdBytes { get; }

    /// <summary>For this person's choices; one at a time.</summary>
    public Random Random { get; }

    /// <summary>The connection that is caught up; null while there is none.</summary>
    public HubSocket? Live => _connection.Live;

    /// <summary>The thread that the last <c>Sync</c> said is active; null for none.</summary>
    public string? ActiveThreadId
    {
        get
        {
            lock (_gate)
            {
                return _seats.ActiveThreadId;
            }
        }
    }

    /// <summary>The connection that is caught up, once there is one.</summary>
    public Task<HubSocket> WhenLiveAsync(CancellationToken cancellationToken) => _connection.WhenLiveAsync(cancellationToken);

    /// <summary>Connects for the first time; caught up when this is done.</summary>
    public Task JoinAsync(CancellationToken cancellationToken) => _connection.JoinAsync(cancellationToken);

    /// <summary>Ends the connection from this side and comes back after the jitter.</summary>
    public Task DropAsync() => _connection.DropAsync(afterMs: 0);

    /// <summary>Takes a seat in a conversation.</summary>
    public void Sit(Seat seat)
    {
        lock (_gate)
        {
            _seats.Add(seat, Live);
        }
    }

    /// <summary>Gives up a seat in a conversation that is over.</summary>
    public void Stand(Seat seat)
    {
        lock (_gate)
        {
            _seats.Remove(seat);
        }
    }

    /// <summary>Does something with a seat that no push or answer may come between.</summary>
    public T With<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    /// <summary>Does something with a seat that no push or answer may come between.</summary>
    public void With(Action work)
    {
        lock (_gate)
        {
            work();
        }
    }

    /// <summary>Done when what the log holds now has been seen, whether it was pushed or not; at once without a connection.</summary>
    public Task CatchUpAsync()
    {
        lock (_gate)
        {
            return Live is { } socket ? _seats.CatchUpAsync(socket) : Task.CompletedTask;
        }
    }

    /// <summary>Keeps the connection alive, or gives it up when <c>Sync</c> is never answered.</summary>
    public void LookAfter() => _connection.LookAfter();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
