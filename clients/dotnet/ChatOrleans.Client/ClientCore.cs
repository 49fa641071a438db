using ChatOrleans.Client.Commands;
using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Http;
using ChatOrleans.Client.Loop;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Sessions;
using ChatOrleans.Client.Signals;
using ChatOrleans.Client.Syncing;
using ChatOrleans.Client.Threads;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Client;

/// <summary>The parts of a client, put together. All but the HTTP calls and the session is used on the loop.</summary>
internal sealed class ClientCore : IAsyncDisposable
{
    private const int PageLimit = 25;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(20);

    private readonly ChatClientOptions _options;
    private readonly HttpClient _http;
    private readonly IHubTransport _transport;
    private readonly List<string> _wanted = [];
    private PushReceiver? _receiver;
    private int _state;

    public ClientCore(ChatClientOptions options)
    {
        _options = options;
        var logs = options.Logs ?? NullLoggerFactory.Instance;
        var logger = logs.CreateLogger<ChatClient>();
        var server = options.Server.AbsoluteUri.EndsWith('/') ? options.Server : new Uri(options.Server.AbsoluteUri + '/');
        var outbox = options.Outbox ?? new MemoryOutbox();

        Announcements = new Announcements(logger);
        Loop = new ChatLoop(exception => Announcements.Tell(
            Announcements.Error, new ChatException(ErrorCodes.Internal, "The client has failed inside.", exception)));
        _http = options.HttpHandler is { } handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
        _http.Timeout = Timeout.InfiniteTimeSpan;
        var wire = new HttpWire(_http, server, options.Time);
        Auth = new AuthCalls(wire);
        Session = new SessionKeeper(options.Session ?? new MemorySessionStore(), Auth, options.Time, logger)
        {
            Ended = reason => Loop.Post(() => _ = EndSessionAsync(reason)),
        };
        Api = new ChatApi(wire, new SessionWire(wire, Session));

        Line = new Line(options.Time, options.CallTimeout);
        var pauses = new Pauses(options.Time, options.Random);
        var book = new CommandBook();
        Threads = new ThreadBook(Announcements, book);
        Commands = new CommandQueue(book, Threads, new OutboxTurns(outbox, logger), Line, pauses, Announcements);
        Intake = new EventIntake(Threads, Commands, Announcements, () => Session.Current?.UserId ?? "", id => Api.Threads.GetAsync(id));
        Synchronizer = new Synchronizer(Line, Threads, Intake, pauses) { Dropped = _wanted.Add };
        History = new HistoryLoader(Line, Threads);
        Marks = new MarkQueue(Line, Threads, Intake, pauses);
        Typing = new TypingSignals(Line, Threads, Announcements, options.Time);
        Presence = new PresenceSignals(Line, Threads, Announcements);
        Intake.Lacking = Synchronizer.Repair;
        Intake.Delivered = state => Marks.Delivered(state.ThreadId, state.Cursor);
        _transport = options.Transport ?? new SignalRTransport(server, options.ServerTimeout, options.Time, ConnectTime);
        Connector = new Connector(ConnectAsync, Line, new Backoff(FirstWait, LongestWait, options.Random), options.Time, options.Random, logger)
        {
            StateChanged = SetState,
            CatchUp = Synchronizer.CatchUpAsync,
            WentOnline = OnOnline,
            WentOffline = () => OnOffline(pauses),
        };
    }

    public ConnectionState State => (ConnectionState)Volatile.Read(ref _state);

    /// <summary>Who is signed in, and where they are: what the threads say is newer than what the last Sync said.</summary>
    public Me? Me
    {
        get
        {
            if (Session.Current is not { } session)
            {
                return null;
            }

            return (Synchronizer.Me ?? new Me { UserId = session.UserId, Handle = session.Handle, DisplayName = session.Handle }) with
            {
                ActiveThreadId = Threads.InOrder.FirstOrDefault(thread => thread.Active)?.ThreadId,
            };
        }
    }

    public Announcements Announcements { get; }

    public ChatLoop Loop { get; }

    public AuthCalls Auth { get; }

    public SessionKeeper Session { get; }

    public ChatApi Api { get; }

    public Line Line { get; }

    public ThreadBook Threads { get; }

    public CommandQueue Commands { get; }

    public EventIntake Intake { get; }

    public Synchronizer Synchronizer { get; }

    public HistoryLoader History { get; }

    public MarkQueue Marks { get; }

    public TypingSignals Typing { get; }

    public PresenceSignals Presence { get; }

    public Connector Connector { get; }

    /// <summary>A session is there that was not before.</summary>
    public async Task BeginSessionAsync()
    {
        await Connector.StopAsync();
        Forget();
        SetState(ConnectionState.Offline);
        await RestoreOutboxAsync();
    }

    /// <summary>Shows what an earlier run has left unsent, as soon as its threads are known. An outbox that fails is told, and not in the way.</summary>
    public async Task RestoreOutboxAsync()
    {
        try
        {
            await Commands.RestoreAsync(Session.Current?.UserId ?? "");
        }
        catch (ChatException exception)
        {
            Announcements.Tell(Announcements.Error, exception);
        }
    }

    /// <summary>Takes a command of the application, from anywhere.</summary>
    public void Give<T>(Outgoing<T> outgoing, Func<string, Command> command) => Loop.Post(() =>
    {
        if (Session.Current is not { } session)
        {
            outgoing.Fail(ChatException.SignedOut());
            return;
        }

        var given = command(session.UserId);
        Commands.Add(given);
        if (!given.IsChange)
        {
            Typing.OnSent(given.Entry.ThreadId);
        }
    });

    /// <summary>The session is no more.</summary>
    public async Task EndSessionAsync(SignedOutReason reason)
    {
        await Connector.StopAsync(ChatException.SignedOut());
        Forget();
        SetState(ConnectionState.SignedOut);
        Announcements.Tell(Announcements.SignedOut, reason);
    }

    public void SetState(ConnectionState state)
    {
        if (Interlocked.Exchange(ref _state, (int)state) != (int)state)
        {
            Announcements.Tell(Announcements.State, state);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        _http.Dispose();
    }

    private void Forget()
    {
        Commands.Drop();
        Marks.Clear();
        Presence.Clear();
        Synchronizer.Forget();
        Threads.Clear();
    }

    private async Task<IHubLink> ConnectAsync(CancellationToken cancellationToken)
    {
        // What is pushed before Sync has answered may be older than its answer.
        Intake.BeginBuffering();
        _receiver = new PushReceiver(Loop, Intake, Synchronizer, Typing, Presence, Connector.OnDraining);
        var token = await Session.GetAccessTokenAsync(cancellationToken);
        try
        {
            return await OpenAsync(token, cancellationToken);
        }
        catch (ChatException exception) when (exception.Code == ErrorCodes.Unauthenticated)
        {
            return await OpenAsync(await Session.RefreshAsync(token, cancellationToken), cancellationToken);
        }
    }

    private async Task<IHubLink> OpenAsync(string token, CancellationToken cancellationToken)
    {
        // Where it has to stand in a URL, nothing but a ticket may.
        var credential = OperatingSystem.IsBrowser() ? await Api.Account.IssueTicketAsync(cancellationToken) : token;
        return await _transport.ConnectAsync(credential, _receiver!, cancellationToken);
    }

    private void OnOnline()
    {
        Synchronizer.Repair();
        Commands.PumpAll();
        Marks.PumpAll();
        _ = Presence.WatchAgainAsync();
        foreach (var threadId in _wanted)
        {
            _ = LoadAgainAsync(threadId);
        }

        _wanted.Clear();
    }

    private void OnOffline(Pauses pauses)
    {
        _receiver?.End();
        Intake.ForgetBuffered();
        Typing.Clear();
        pauses.EndAll();
    }

    private async Task LoadAgainAsync(string threadId)
    {
        try
        {
            await History.NewestAsync(threadId, PageLimit);
        }
        catch (ChatException)
        {
            // It is loaded when somebody asks for it.
        }
    }
}
