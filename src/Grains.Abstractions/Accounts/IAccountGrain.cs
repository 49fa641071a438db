using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>
/// Accounts, their sessions and what protects their tokens, read and written in PostgreSQL's primary. A stateless
/// worker; use key 0. It never sees a password, an access token or a refresh token, only hashes. Where the database
/// went away every call answers <see cref="RefusalCode.Unavailable"/>; all but <see cref="SpendTicketAsync"/> may be
/// repeated with the same arguments then, and give the first answer.
/// </summary>
[Alias("chat.IAccountGrain")]
public interface IAccountGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Creates an account with its first session, both or neither. <see cref="RefusalCode.HandleTaken"/> when somebody
    /// else has the handle, compared without case.
    /// </summary>
    [Alias("Register")]
    Task<Result<Profile>> RegisterAsync(Registration registration, NewSession session);

    /// <summary>What a login is checked against; <see cref="RefusalCode.UserNotFound"/> for an unknown handle.</summary>
    [Alias("FindCredentials")]
    Task<Result<Credentials>> FindCredentialsAsync(string handle);

    /// <summary>
    /// Creates a session of an account. <see cref="RefusalCode.InvalidCredentials"/> when the password has been replaced
    /// since it was checked, or the account is closed; <see cref="RefusalCode.AccountSuspended"/> when an admin has shut
    /// its owner out; <see cref="RefusalCode.AccountDeactivated"/> when its owner has left and
    /// <see cref="NewSession.Reactivates"/> does not say that they come back.
    /// </summary>
    [Alias("CreateSession")]
    Task<Result<Nothing>> CreateSessionAsync(UserId userId, NewSession session);

    /// <summary>
    /// Replaces a session's refresh token and prolongs the session, atomically: of several calls with one token only
    /// one succeeds. <see cref="RefusalCode.Unauthenticated"/> when the session is unknown, revoked or over, and when
    /// the presented token is an old one of it; that revokes the session, since one of its two holders is a thief.
    /// </summary>
    [Alias("Refresh")]
    Task<Result<Profile>> RefreshAsync(Rotation rotation);

    /// <summary>Revokes a session for ever. Revoking what is revoked or unknown changes nothing.</summary>
    [Alias("RevokeSession")]
    Task<Result<Nothing>> RevokeSessionAsync(Guid sessionId);

    /// <summary>
    /// The sessions that ended, by revocation or by age, after <paramref name="since"/>, a time that an earlier answer
    /// gave; null asks for the last <see cref="SessionTimes.Remembered"/>. A session may come in several answers; none
    /// is left out.
    /// </summary>
    [Alias("GetEndedSessions")]
    Task<Result<EndedSessions>> GetEndedSessionsAsync(DateTimeOffset? since);

    /// <summary>
    /// Spends a one-use ticket: the first call with the id succeeds, on whatever gateway; every other one gets
    /// <see cref="RefusalCode.Unauthenticated"/>, as does a ticket whose session has ended.
    /// </summary>
    [Alias("SpendTicket")]
    Task<Result<Nothing>> SpendTicketAsync(SpentTicket ticket);

    /// <summary>
    /// The account whose handle is <paramref name="query"/>, then those whose handles begin with it, in the order of
    /// their handles, then those whose names do; compared without case. Nobody who has blocked the caller, is deactivated,
    /// suspended or erased; by less than the whole handle nobody who does not want to be found.
    /// </summary>
    /// <param name="query">At least <see cref="PeopleSearch.MinLength"/> characters.</param>
    /// <param name="limit">1 to <see cref="PeopleSearch.MaxLimit"/>.</param>
    /// <param name="caller">Who asks.</param>
    [Alias("Search")]
    Task<Result<PeoplePage>> SearchAsync(string query, int limit, UserId caller);

    /// <summary>Whether others find the user by less than the whole handle.</summary>
    [Alias("GetFindable")]
    Task<Result<Findability>> GetFindableAsync(UserId userId);

    /// <summary>Stores whether others find the user by less than the whole handle.</summary>
    [Alias("SetFindable")]
    Task<Result<Findability>> SetFindableAsync(UserId userId, bool findable);

    /// <summary>The keys that protect tokens, shared by all gateways.</summary>
    [Alias("GetProtectionKeys")]
    Task<Result<ProtectionKeys>> GetProtectionKeysAsync();

    /// <summary>Stores a key under its name; one that is there stays as it is.</summary>
    [Alias("StoreProtectionKey")]
    Task<Result<Nothing>> StoreProtectionKeyAsync(ProtectionKey key);

    /// <summary>Succeeds when a silo and PostgreSQL's primary answer.</summary>
    [Alias("Ping")]
    Task<Result<Nothing>> PingAsync();
}
