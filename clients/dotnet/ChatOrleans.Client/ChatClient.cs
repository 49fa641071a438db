using ChatOrleans.Client.Commands;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Http;
using ChatOrleans.Client.Outboxes;

namespace ChatOrleans.Client;

/// <summary>
/// One device of one person: signs in, stays connected, shows threads as they are, and sends what is written once and in order,
/// whatever becomes of connections, servers and, with a <see cref="FileOutbox"/>, of this process.
/// </summary>
/// <remarks>
/// Every member can be used from any thread; what is shown are snapshots, which never change. Events are raised one after the
/// other, in order, after the change can be read, on a loop of the client's own: a handler that blocks holds all the others
/// up, and one that waits there for a call of the client waits for ever. Calls fail with <see cref="ChatException"/>.
/// </remarks>
public sealed class ChatClient : IAsyncDisposable
{
    private const int DefaultPage = 25;

    private readonly ChatClientOptions _options;
    private readonly ClientCore _core;
    private int _disposed;

    /// <summary>Makes a client; nothing happens until it is used.</summary>
    /// <param name="options">How it is made.</param>
    public ChatClient(ChatClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Server.IsAbsoluteUri || options.Server.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The server has to be an http or https address.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.CallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ServerTimeout, TimeSpan.Zero);
        _options = options;
        _core = new ClientCore(options);
    }

    /// <summary>The connection's state changed.</summary>
    public event Action<ConnectionState> StateChanged
    {
        add => _core.Announcements.Listen(a => a.State += value);
        remove => _core.Announcements.Listen(a => a.State -= value);
    }

    /// <summary>Threads came, went, or changed their order or summary.</summary>
    public event Action ThreadsChanged
    {
        add => _core.Announcements.Listen(a => a.Threads += value);
        remove => _core.Announcements.Listen(a => a.Threads -= value);
    }

    /// <summary>Something of this thread changed.</summary>
    public event Action<ChatThread> ThreadChanged
    {
        add => _core.Announcements.Listen(a => a.Thread += value);
        remove => _core.Announcements.Listen(a => a.Thread -= value);
    }

    /// <summary>
    /// A stored message is new to this client: pushed, or caught up with after a lost connection; of either member, in
    /// <c>seq</c> order, once. Not raised for history that is loaded, nor at the first connection for what was there before.
    /// </summary>
    public event Action<ChatMessage> MessageReceived
    {
        add => _core.Announcements.Listen(a => a.Message += value);
        remove => _core.Announcements.Listen(a => a.Message -= value);
    }

    /// <summary>The peer of a thread types, or no longer does; it ends by itself.</summary>
    public event Action<TypingPush> TypingChanged
    {
        add => _core.Announcements.Listen(a => a.Typing += value);
        remove => _core.Announcements.Listen(a => a.Typing -= value);
    }

    /// <summary>The peer of the active thread, or somebody watched, came or went.</summary>
    public event Action<PresenceView> PresenceChanged
    {
        add => _core.Announcements.Listen(a => a.Presence += value);
        remove => _core.Announcements.Listen(a => a.Presence -= value);
    }

    /// <summary>A member's watermarks rose.</summary>
    public event Action<ReceiptPush> ReceiptReceived
    {
        add => _core.Announcements.Listen(a => a.Receipt += value);
        remove => _core.Announcements.Listen(a => a.Receipt -= value);
    }

    /// <summary>The session has ended; the outbox keeps what is unsent for when the same user comes back.</summary>
    public event Action<SignedOutReason> SignedOut
    {
        add => _core.Announcements.Listen(a => a.SignedOut += value);
        remove => _core.Announcements.Listen(a => a.SignedOut -= value);
    }

    /// <summary>Something went wrong that no call tells: a change of an earlier run that was refused, an outbox that fails.</summary>
    public event Action<ChatException> Failed
    {
        add => _core.Announcements.Listen(a => a.Error += value);
        remove => _core.Announcements.Listen(a => a.Error -= value);
    }

    /// <summary>Typed HTTP calls, with the session's token.</summary>
    public ChatApi Api => _core.Api;

    /// <summary>Where the connection is.</summary>
    public ConnectionState State => _core.State;

    /// <summary>While waiting: when the next attempt is made, by this device's clock.</summary>
    public DateTimeOffset? RetryAt => _core.Connector.RetryAt;

    /// <summary>Who is signed in: from the session at once, with name and active thread after the first connection; null for nobody.</summary>
    public Me? Me => _core.Me;

    /// <summary>The signed-in user's role, one of <see cref="UserRoles"/>; null for everybody but moderators and admins.</summary>
    public string? Role => _core.Session.Current?.Role;

    /// <summary>The threads, newest activity first.</summary>
    public IReadOnlyList<ChatThread> Threads => _core.Threads.InOrder;

    /// <summary>Unread messages over all threads.</summary>
    public long TotalUnread => _core.Threads.Shown.Values.Sum(thread => thread.Unread);

    /// <summary>One thread, or null.</summary>
    /// <param name="threadId">The thread.</param>
    public ChatThread? FindThread(string threadId) => _core.Threads.Shown.GetValueOrDefault(threadId);

    /// <summary>What is known of somebody's presence, or null.</summary>
    /// <param name="userId">Who.</param>
    public PresenceView? FindPresence(string userId) => _core.Presence.Find(userId);

    /// <summary>Looks whether the session store has a session of an earlier run, and takes it up. <see cref="ConnectAsync"/> does it too.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Whether there is a session.</returns>
    public Task<bool> RestoreAsync(CancellationToken cancellationToken = default) => OnLoopAsync(async () =>
    {
        if (!await _core.Session.RestoreAsync(cancellationToken))
        {
            return false;
        }

        if (State == ConnectionState.SignedOut)
        {
            _core.SetState(ConnectionState.Offline);
            await _core.RestoreOutboxAsync();
        }

        return true;
    });

    /// <summary>Makes an account and signs in.</summary>
    /// <param name="account">The form; every error of it is told at once in <see cref="ChatException.Errors"/>.</param>
    /// <param name="cancellationToken">Gives it up; the account may have been made.</param>
    public Task<Me> RegisterAsync(RegisterRequest account, CancellationToken cancellationToken = default) =>
        SignInAsync(_core.Auth.RegisterAsync(account, cancellationToken), cancellationToken);

    /// <summary>Signs in with handle and password.</summary>
    /// <param name="credentials">Who.</param>
    /// <param name="cancellationToken">Gives it up; a session may have begun.</param>
    public Task<Me> LogInAsync(LoginRequest credentials, CancellationToken cancellationToken = default) =>
        SignInAsync(_core.Auth.LogInAsync(credentials, cancellationToken), cancellationToken);

    /// <summary>Signs in by a host application's word.</summary>
    /// <param name="login">What the host has signed.</param>
    /// <param name="cancellationToken">Gives it up; a session may have begun.</param>
    public Task<Me> SignInWithHostTokenAsync(HostLoginRequest login, CancellationToken cancellationToken = default) =>
        SignInAsync(_core.Auth.LogInAsync(login, cancellationToken), cancellationToken);

    /// <summary>Ends the session, here and on the server; here also when the server can't be reached.</summary>
    /// <param name="cancellationToken">No longer waits for the server.</param>
    public Task LogOutAsync(CancellationToken cancellationToken = default) => OnLoopAsync(async () =>
    {
        var ended = await _core.Session.ForgetAsync(CancellationToken.None);
        if (ended is null)
        {
            return false;
        }

        await _core.EndSessionAsync(SignedOutReason.LoggedOut);
        try
        {
            await _core.Auth.LogOutAsync(ended.AccessToken, cancellationToken);
        }
        catch (ChatException)
        {
            // It ends by itself 30 days after its last use, or from the list of sessions.
        }

        return true;
    });

    /// <summary>
    /// Connects; done after the first catching up. From then on it connects again by itself, until <see cref="DisconnectAsync"/>,
    /// <see cref="LogOutAsync"/> or the session's end; and while the server can't be reached it goes on trying.
    /// </summary>
    /// <param name="cancellationToken">No longer waits; the client goes on connecting.</param>
    /// <exception cref="ChatException"><c>signed_out</c>: there is no session, or it has ended.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        if (!await RestoreAsync(cancellationToken).ConfigureAwait(false))
        {
            throw ChatException.SignedOut();
        }

        await OnLoopAsync(async () =>
        {
            await _core.Connector.StartAsync();
            return true;
        }).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes offline and stays so; what is unsent stays in the outbox.</summary>
    public Task DisconnectAsync() => OnLoopAsync(async () =>
    {
        await _core.Connector.StopAsync();
        if (State != ConnectionState.SignedOut)
        {
            _core.SetState(ConnectionState.Offline);
        }

        return true;
    });

    /// <summary>Tries now instead of at <see cref="RetryAt"/>, as when the user asks or the network is back.</summary>
    public void ReconnectNow() => _core.Loop.Post(_core.Connector.Hurry);

    /// <summary>Opens the thread with somebody: <c>self_busy</c> (with <see cref="ChatException.ActiveThreadId"/>), <c>peer_busy</c>, <c>blocked</c>, <c>user_not_found</c>, …</summary>
    /// <param name="with">A handle or a user id.</param>
    /// <param name="closeCurrent">Whether one's current thread is closed for it, once the peer is free; on a refusal nothing was closed.</param>
    /// <param name="cancellationToken">No longer waits; it may have been opened.</param>
    public Task<ChatThread> OpenThreadAsync(string with, bool closeCurrent = false, CancellationToken cancellationToken = default) =>
        CallThreadAsync("OpenThread", new OpenThreadRequest { With = with, CloseCurrent = closeCurrent }, cancellationToken);

    /// <summary>Ends a thread's active phase for both; its history stays.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="cancellationToken">No longer waits; it may have been closed.</param>
    public Task<ChatThread> CloseThreadAsync(string threadId, CancellationToken cancellationToken = default) =>
        CallThreadAsync("CloseThread", new CloseThreadRequest { ThreadId = threadId }, cancellationToken);

    /// <summary>Puts a thread away for oneself, or brings it back; a new message does that too.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="archived">Away or back.</param>
    /// <param name="cancellationToken">No longer waits; it may have been done.</param>
    public Task<ChatThread> ArchiveAsync(string threadId, bool archived = true, CancellationToken cancellationToken = default) =>
        CallThreadAsync("ArchiveThread", new ArchiveThreadRequest { ThreadId = threadId, Archived = archived }, cancellationToken);

    /// <summary>Mutes a thread for oneself, or takes that back.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="muted">Muted or not.</param>
    /// <param name="until">Until when; for good where null.</param>
    /// <param name="cancellationToken">No longer waits; it may have been done.</param>
    public Task<ChatThread> MuteAsync(
        string threadId, bool muted = true, DateTimeOffset? until = null, CancellationToken cancellationToken = default) =>
        CallThreadAsync("MuteThread", new MuteThreadRequest { ThreadId = threadId, Muted = muted, Until = until }, cancellationToken);

    /// <summary>Blocks somebody, or takes that back; the thread of the two is closed.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="blocked">Blocked or not.</param>
    /// <param name="cancellationToken">No longer waits; it may have been done.</param>
    public Task BlockAsync(string userId, bool blocked = true, CancellationToken cancellationToken = default) => OnLoopAsync(() =>
        _core.Line.InvokeAsync<Nothing>("BlockUser", new BlockUserRequest { UserId = userId, Blocked = blocked }, cancellationToken));

    /// <summary>Reports somebody to those who run the service, who is not told of it; the report's id.</summary>
    /// <param name="report">Whom, why, and about what.</param>
    /// <param name="cancellationToken">No longer waits; it may have been taken.</param>
    public async Task<string> ReportAsync(ReportUserRequest report, CancellationToken cancellationToken = default)
    {
        var answer = await OnLoopAsync(() => _core.Line.InvokeAsync<ReportAnswer>("ReportUser", report, cancellationToken)).ConfigureAwait(false);
        return answer.ReportId;
    }

    /// <summary>One's messages that match, best first.</summary>
    /// <param name="query">1 to 256 characters: words, <c>"a phrase"</c>, <c>or</c>, and <c>-</c> before what must not be there.</param>
    /// <param name="threadId">This thread alone.</param>
    /// <param name="cursor">The last page's <see cref="SearchPage.NextCursor"/>.</param>
    /// <param name="limit">1 to 50.</param>
    /// <param name="cancellationToken">No longer waits.</param>
    public Task<SearchPage> SearchAsync(
        string query, string? threadId = null, string? cursor = null, int limit = 20, CancellationToken cancellationToken = default) =>
        OnLoopAsync(() => _core.Line.InvokeAsync<SearchPage>(
            "SearchMessages",
            new SearchMessagesRequest { Query = query, ThreadId = threadId, Cursor = cursor, Limit = limit },
            cancellationToken));

    /// <summary>Sends a message: shown at once, kept, and sent until it is stored or refused for good.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="draft">What to send.</param>
    public Outgoing<ChatMessage> Send(string threadId, Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var outgoing = new Outgoing<ChatMessage>(draft.ClientMessageId ?? _options.NewId());
        _core.Give(
            outgoing,
            user => new Command(NewEntry(user, threadId, outgoing.ClientMessageId, CommandKind.Send) with
            {
                Text = draft.Text,
                ReplyTo = draft.ReplyTo,
                Attachments = draft.Attachments is { Count: > 0 } attachments ? [.. attachments] : null,
            })
            {
                Message = outgoing,
            });
        return outgoing;
    }

    /// <summary>Sends text.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="text">At most 4,000 code points.</param>
    public Outgoing<ChatMessage> Send(string threadId, string text) => Send(threadId, new Draft { Text = text });

    /// <summary>Gives one's own message another text.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message.</param>
    /// <param name="text">The text from now on.</param>
    public Outgoing<SendAck> Edit(string threadId, long seq, string text) =>
        Change(threadId, seq, CommandKind.Edit, entry => entry with { Text = text });

    /// <summary>Deletes one's own message.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message.</param>
    public Outgoing<SendAck> Delete(string threadId, long seq) => Change(threadId, seq, CommandKind.Delete, entry => entry);

    /// <summary>Adds a reaction, or withdraws it.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message, of either member.</param>
    /// <param name="emoji">One of those that the server offers.</param>
    /// <param name="added">Added or withdrawn.</param>
    public Outgoing<SendAck> React(string threadId, long seq, string emoji, bool added = true) =>
        Change(threadId, seq, CommandKind.React, entry => entry with { Emoji = emoji, Added = added });

    /// <summary>Sends a failed message again, behind those that wait.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="clientMessageId">The message.</param>
    /// <returns>False if there is no such message, or it has not failed.</returns>
    public Task<bool> RetryAsync(string threadId, string clientMessageId) =>
        OnLoopAsync(() => Task.FromResult(_core.Commands.Retry(threadId, clientMessageId)));

    /// <summary>Gives up a message that failed or waits.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="clientMessageId">The message.</param>
    /// <returns>False if there is no such message, or it is on its way.</returns>
    public Task<bool> DiscardAsync(string threadId, string clientMessageId) =>
        OnLoopAsync(() => Task.FromResult(_core.Commands.Discard(threadId, clientMessageId)));

    /// <summary>Raises one's read watermark; said again until the server has it. A lower one than before changes nothing.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">Up to where; everything that has come where null.</param>
    public void MarkRead(string threadId, long? seq = null) => _core.Loop.Post(() =>
    {
        if ((seq ?? _core.Threads.Find(threadId)?.Cursor) is { } upTo)
        {
            _core.Marks.Read(threadId, upTo);
        }
    });

    /// <summary>Shows one's typing to the peer until it is hidden or a message is sent, or hides it. Says nothing while offline.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="typing">Shown or hidden.</param>
    public void SetTyping(string threadId, bool typing) => _core.Loop.Post(() => _core.Typing.Set(threadId, typing));

    /// <summary>Loads older messages, or the newest page if none are held.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="limit">1 to 100.</param>
    /// <returns>Whether there are more.</returns>
    public Task<bool> LoadBeforeAsync(string threadId, int limit = DefaultPage) => OnLoopAsync(() => _core.History.BeforeAsync(threadId, limit));

    /// <summary>Loads newer messages, after <see cref="LoadAroundAsync"/>.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="limit">1 to 100.</param>
    /// <returns>Whether there are more.</returns>
    public Task<bool> LoadAfterAsync(string threadId, int limit = DefaultPage) => OnLoopAsync(() => _core.History.AfterAsync(threadId, limit));

    /// <summary>Holds the messages around one instead of those held, unless it is held.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message.</param>
    /// <param name="limit">1 to 100.</param>
    public Task LoadAroundAsync(string threadId, long seq, int limit = DefaultPage) =>
        OnLoopAsync(() => _core.History.AroundAsync(threadId, seq, limit));

    /// <summary>Goes back to the newest page, after <see cref="LoadAroundAsync"/>.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="limit">1 to 100.</param>
    public Task LoadNewestAsync(string threadId, int limit = DefaultPage) => OnLoopAsync(() => _core.History.NewestAsync(threadId, limit));

    /// <summary>Is told the presence of these people instead of the last list, over reconnects.</summary>
    /// <param name="userIds">At most 100 with whom one shares a thread; others are left out.</param>
    public Task<IReadOnlyList<PresenceView>> WatchPresenceAsync(params IReadOnlyList<string> userIds) =>
        OnLoopAsync(() => _core.Presence.WatchAsync([.. userIds]));

    /// <summary>Goes offline for good. The session and what is unsent stay in their stores.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await DisconnectAsync().ConfigureAwait(false);
            await _core.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<Me> SignInAsync(Task<SignedInAnswer> signingIn, CancellationToken cancellationToken)
    {
        var answer = await signingIn.ConfigureAwait(false);
        return await OnLoopAsync(async () =>
        {
            await _core.Session.BeginAsync(answer, cancellationToken);
            await _core.BeginSessionAsync();
            return Me ?? throw ChatException.SignedOut();
        }).ConfigureAwait(false);
    }

    private Task<ChatThread> CallThreadAsync(string method, object argument, CancellationToken cancellationToken) => OnLoopAsync(async () =>
    {
        var view = await _core.Line.InvokeAsync<ThreadView>(method, argument, cancellationToken);
        _core.Intake.Take(view, fromStart: true);
        return FindThread(view.ThreadId) ?? throw ChatException.SignedOut();
    });

    private Outgoing<SendAck> Change(string threadId, long seq, CommandKind kind, Func<OutboxEntry, OutboxEntry> complete)
    {
        var outgoing = new Outgoing<SendAck>(_options.NewId());
        _core.Give(
            outgoing,
            user => new Command(complete(NewEntry(user, threadId, outgoing.ClientMessageId, kind) with { TargetSeq = seq })) { Change = outgoing });
        return outgoing;
    }

    private OutboxEntry NewEntry(string userId, string threadId, string clientMessageId, CommandKind kind) => new()
    {
        UserId = userId,
        ThreadId = threadId,
        ClientMessageId = clientMessageId,
        Kind = kind,
        At = _options.Time.GetUtcNow(),
    };

    private Task<T> OnLoopAsync<T>(Func<Task<T>> work) => _core.Loop.RunAsync(work);
}
