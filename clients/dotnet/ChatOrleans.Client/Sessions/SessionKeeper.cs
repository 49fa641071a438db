using ChatOrleans.Client.Http;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client.Sessions;

/// <summary>
/// Keeps a session's tokens fresh. Whoever shares the store takes turns: a refresh token that is used twice ends the session.
/// Safe to call from anywhere.
/// </summary>
internal sealed partial class SessionKeeper(ISessionStore store, AuthCalls calls, TimeProvider time, ILogger logger)
{
    private volatile Held? _held;

    /// <summary>The session, or null.</summary>
    public StoredSession? Current => _held?.Session;

    /// <summary>Told once when a session has ended that nobody has ended here.</summary>
    public Action<SignedOutReason> Ended { get; set; } = _ => { };

    /// <summary>Takes the store's session up, unless there is one. Whether there is one now.</summary>
    public async Task<bool> RestoreAsync(CancellationToken cancellationToken)
    {
        if (_held is not null)
        {
            return true;
        }

        try
        {
            if (await store.LoadAsync(cancellationToken).ConfigureAwait(false) is { } session)
            {
                _held = new Held(session, AccessTime.OfStore(time, session.AccessTokenEndsAt));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(ErrorCodes.Storage, "The session can't be read.", exception);
        }

        return _held is not null;
    }

    /// <summary>Begins a session that somebody has just signed in to.</summary>
    public async Task BeginAsync(SignedInAnswer answer, CancellationToken cancellationToken)
    {
        await using var turn = await LockAsync(cancellationToken).ConfigureAwait(false);
        await KeepAsync(answer).ConfigureAwait(false);
    }

    /// <summary>A token for a call, which does not end at once.</summary>
    /// <exception cref="ChatException"><c>signed_out</c>, or why it can't be refreshed.</exception>
    public async Task<string> GetAccessTokenAsync(CancellationToken cancellationToken)
    {
        var held = _held ?? throw ChatException.SignedOut();
        if (!held.Access.IsDue)
        {
            return held.Session.AccessToken;
        }

        try
        {
            return await RefreshAsync(held.Session.AccessToken, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException exception) when (exception.IsTransient && !held.Access.IsOver)
        {
            // It is not urgent yet.
            return held.Session.AccessToken;
        }
    }

    /// <summary>A token in place of one that is used up; several who ask at once get the same.</summary>
    /// <exception cref="ChatException"><c>signed_out</c>, or why it can't be refreshed.</exception>
    public async Task<string> RefreshAsync(string used, CancellationToken cancellationToken)
    {
        await using var turn = await LockAsync(cancellationToken).ConfigureAwait(false);
        var held = _held ?? throw ChatException.SignedOut();
        if (held.Session.AccessToken != used)
        {
            return held.Session.AccessToken;
        }

        var stored = await LoadAsync(held.Session, cancellationToken).ConfigureAwait(false);
        if (stored is null || stored.UserId != held.Session.UserId)
        {
            return End(stored is null ? SignedOutReason.LoggedOut : SignedOutReason.Replaced);
        }

        if (stored.RefreshToken != held.Session.RefreshToken)
        {
            _held = new Held(stored, AccessTime.OfStore(time, stored.AccessTokenEndsAt));
            return stored.AccessToken;
        }

        try
        {
            // Not to be given up once it is on its way: the token that it brings is the only one.
            await KeepAsync(await calls.RefreshAsync(stored.RefreshToken).ConfigureAwait(false)).ConfigureAwait(false);
            return _held.Session.AccessToken;
        }
        catch (ChatException exception) when (IsEnd(exception))
        {
            LogRevoked(logger, exception.Code);
            await SaveAsync(null).ConfigureAwait(false);
            return End(SignedOutReason.Revoked);
        }
    }

    /// <summary>Forgets the session, here and in the store. The session that was, or null.</summary>
    public async Task<StoredSession?> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var turn = await LockAsync(cancellationToken).ConfigureAwait(false);
        var session = _held?.Session;
        _held = null;
        if (session is not null && (await LoadAsync(session, cancellationToken).ConfigureAwait(false))?.UserId == session.UserId)
        {
            await SaveAsync(null).ConfigureAwait(false);
        }

        return session;
    }

    private static bool IsEnd(ChatException exception) => exception.Code is ErrorCodes.Unauthenticated
        or ErrorCodes.AccountSuspended or ErrorCodes.AccountDeactivated or ErrorCodes.InvalidCredentials;

    private string End(SignedOutReason reason)
    {
        _held = null;
        Ended(reason);
        throw ChatException.SignedOut();
    }

    private async Task KeepAsync(SignedInAnswer answer)
    {
        var tokens = answer.Tokens;
        var access = AccessTime.OfAnswer(time, tokens.AccessTokenExpiresAt, answer.ServerTime);
        var session = new StoredSession
        {
            UserId = tokens.UserId,
            Handle = tokens.Handle,
            AccessToken = tokens.AccessToken,
            AccessTokenEndsAt = access.EndsAt,
            RefreshToken = tokens.RefreshToken,
            Role = tokens.Role,
        };
        _held = new Held(session, access);
        await SaveAsync(session).ConfigureAwait(false);
    }

    private async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.LockAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ChatException(ErrorCodes.Storage, "The session store can't be locked.", exception);
        }
    }

    // A store that fails costs the next start its session, not this one.
    private async Task SaveAsync(StoredSession? session)
    {
        try
        {
            await store.SaveAsync(session, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(logger, exception);
        }
    }

    private async Task<StoredSession?> LoadAsync(StoredSession current, CancellationToken cancellationToken)
    {
        try
        {
            return await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotRead(logger, exception);
            return current;
        }
    }

    private sealed record Held(StoredSession Session, AccessTime Access);
}
